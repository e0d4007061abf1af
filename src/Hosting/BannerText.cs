using System.Text;
using AiDevFramework.Settings;

namespace AiDevFramework.Hosting;

/// <summary>What a program says when it listens: lines for people, or one object of <c>LOG_FORMAT=JSON</c>.</summary>
public static class BannerText
{
    /// <param name="title">Which program, and which of them.</param>
    /// <param name="facts">A word or two each, and what is to be said of it; left out where that is nothing.</param>
    public static string Of(LogFormat format, string title, IEnumerable<(string Label, string? Text)> facts)
    {
        var known = from fact in facts where fact.Text is { Length: > 0 } select (fact.Label, Text: fact.Text!);
        return format is LogFormat.Json
            ? JsonLine.Of("INFO", "AiDevFramework.Start", $"{title} has started", known.Select(fact => (fact.Label.ToLowerInvariant(), fact.Text)))
            : LinesOf(title, known);
    }

    private static string LinesOf(string title, IEnumerable<(string Label, string Text)> facts)
    {
        var lines = new StringBuilder().AppendLine().AppendLine(title);
        foreach (var (label, text) in facts)
        {
            lines.AppendLine($"  {label,-9} {text}");
        }

        return lines.ToString();
    }
}
