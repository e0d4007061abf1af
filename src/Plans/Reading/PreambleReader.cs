using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>What stands before the first section of a document without a title.</summary>
internal static class PreambleReader
{
    /// <returns>Index of the first line that is no talk: "Sure! Here is the document:".</returns>
    public static int EndOf(MarkdownText markdown, int limit)
    {
        var start = 0;
        for (var line = 0; line < limit; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Blank or LineKind.Rule)
            {
                continue;
            }

            if (markdown.Lines[line].Kind is not LineKind.Text || !IsTalk(markdown.ContentOf(line)))
            {
                break;
            }

            start = line + 1;
        }

        while (start < limit && markdown.Lines[start].Kind is LineKind.Blank or LineKind.Rule)
        {
            start++;
        }

        return Math.Min(start, limit);
    }

    private static bool IsTalk(ReadOnlySpan<char> line) =>
        line.TrimEnd() is [.., ':' or '：'] || TermTable.FindBeginning(TermGroup.ChatOpening, TextKey.Of(line), out _) is not null;
}
