using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Blocks;

/// <summary>The lines of a document by their places, for blocks that are put between them.</summary>
internal sealed class FrameLines(string text)
{
    private readonly MarkdownText _markdown = MarkdownText.Parse(text);

    public int Count => _markdown.Lines.Count;

    /// <summary>How the document ends its lines.</summary>
    public string LineEnd => Count > 0 && _markdown.LineOf(0).EndsWith('\r') ? "\r\n" : "\n";

    /// <summary>The line that opens code which nobody closes: no heading stands behind it. Else <see cref="Count"/>.</summary>
    public int EndOfText
    {
        get
        {
            var line = Count;
            if (_markdown.EndsInsideCode)
            {
                do
                {
                    line--;
                }
                while (_markdown.Lines[line].Kind is not LineKind.Fence);
            }

            return line;
        }
    }

    /// <returns>The line without its end.</returns>
    public ReadOnlySpan<char> this[int line] => _markdown.LineOf(line).TrimEnd('\r');

    /// <returns>Where the line begins; the end of the text for the line behind the last.</returns>
    public int StartOf(int line) => line < Count ? _markdown.Lines[line].Start : text.Length;

    public bool IsBlank(int line) => _markdown.Lines[line].Kind is LineKind.Blank || this[line].Trim().IsEmpty;

    public int SkipBlank(int line)
    {
        while (line < Count && IsBlank(line))
        {
            line++;
        }

        return line;
    }

    /// <returns>The line of the first heading with this title, with or without a number before and more words behind it, and the line behind the
    /// heading; <see langword="null"/> where there is none.</returns>
    public (int Line, int Behind)? Heading(string title)
    {
        var wanted = $"{HeadingKey.Of(title)} ";
        for (var line = 0; line < Count; line++)
        {
            if (_markdown.Lines[line].Kind is LineKind.Heading
                && $"{HeadingKey.Of(_markdown.ContentOf(line))} ".StartsWith(wanted, StringComparison.Ordinal))
            {
                var isUnderlined = line + 1 < Count && _markdown.Lines[line + 1].Kind is LineKind.Underline;
                return (line, isUnderlined ? line + 2 : line + 1);
            }
        }

        return null;
    }
}
