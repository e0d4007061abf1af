namespace AiDevFramework.Plans.Reading;

/// <summary>Writes the title line.</summary>
internal static class TitleWriter
{
    /// <returns>The title, with a name behind it that stands nowhere else in the document.</returns>
    public static string Write(DocumentFrame frame, TitleLine line, string title)
    {
        var written = frame.Markdown.LineOf(line.Line);
        if (line.IsNormal && written.StartsWith(title, StringComparison.Ordinal))
        {
            return written.TrimEnd().ToString();
        }

        var rest = line.Rest;
        if (rest.Length == 0 || SaysApproach(rest) || IsElsewhere(frame, line, rest))
        {
            return title;
        }

        return rest[0] is '(' or '（' ? $"{title} {rest}" : $"{title}: {rest}";
    }

    /// <summary>The approach is decided, and the title says which.</summary>
    private static bool SaysApproach(string rest) =>
        rest.Contains("vertical", StringComparison.OrdinalIgnoreCase) || rest.Contains("vertikal", StringComparison.OrdinalIgnoreCase)
        || rest.Contains("horizont", StringComparison.OrdinalIgnoreCase) || rest.Contains("orizzont", StringComparison.OrdinalIgnoreCase)
        || rest.Contains("wertykal", StringComparison.OrdinalIgnoreCase) || rest.Contains("pionow", StringComparison.OrdinalIgnoreCase)
        || rest.Contains("poziom", StringComparison.OrdinalIgnoreCase) || rest.Contains('垂') || rest.Contains('水') || rest.Contains('縦') || rest.Contains('横') || rest.Contains('纵');

    private static bool IsElsewhere(DocumentFrame frame, TitleLine line, string rest) =>
        frame.Markdown.Text.AsSpan(frame.Markdown.Lines[line.Line].End).Contains(rest, StringComparison.OrdinalIgnoreCase);
}
