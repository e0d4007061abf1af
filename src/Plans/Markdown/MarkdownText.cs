namespace AiDevFramework.Plans.Markdown;

/// <summary>A text and its lines. Linear in time and memory, whatever the text.</summary>
internal sealed class MarkdownText
{
    private MarkdownText(string text, List<MarkdownLine> lines, bool endsInsideCode) => (Text, Lines, EndsInsideCode) = (text, lines, endsInsideCode);

    /// <summary>Its lines end in <c>\n</c>.</summary>
    public string Text { get; }

    public List<MarkdownLine> Lines { get; }

    public bool EndsInsideCode { get; }

    public static MarkdownText Parse(string text)
    {
        var (lines, endsInsideCode) = LineScanner.Scan(text);
        return new MarkdownText(text, lines, endsInsideCode);
    }

    /// <summary>The line without what marks it as a heading or a bullet.</summary>
    public ReadOnlySpan<char> ContentOf(int line) => Text.AsSpan(Lines[line].ContentStart..Lines[line].ContentEnd);

    public ReadOnlySpan<char> LineOf(int line) => Text.AsSpan(Lines[line].Start..Lines[line].End);
}
