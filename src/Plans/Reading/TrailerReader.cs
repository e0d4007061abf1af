using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>What models say behind a document: "Would you like me to write the mockups too?"</summary>
internal static class TrailerReader
{
    private const int LongestTalk = 6;

    /// <returns>Index of the line behind the last one of the document.</returns>
    public static int StartOf(MarkdownText markdown, int start)
    {
        var end = Trimmed(markdown, start, markdown.Lines.Count);
        while (true)
        {
            var first = end;
            while (first > start && markdown.Lines[first - 1].Kind is LineKind.Text && end - first < LongestTalk)
            {
                first--;
            }

            var apart = first > start && markdown.Lines[first - 1].Kind is LineKind.Blank or LineKind.Rule or LineKind.Fence;
            if (first == end || !apart || TermTable.FindBeginning(TermGroup.ChatClosing, TextKey.Of(markdown.ContentOf(first)), out _) is null)
            {
                return end;
            }

            end = Trimmed(markdown, start, first);
        }
    }

    /// <summary>Without blank lines and rules at its end.</summary>
    private static int Trimmed(MarkdownText markdown, int start, int end)
    {
        while (end > start + 1 && markdown.Lines[end - 1].Kind is LineKind.Blank or LineKind.Rule)
        {
            end--;
        }

        return end;
    }
}
