using System.Text.RegularExpressions;

namespace AiDevFramework.Plans.Tests.Probes;

/// <summary>Ways in which models write a document otherwise than it was asked for.</summary>
internal static partial class Forms
{
    public static string Replace(string text, params IReadOnlyList<(string From, string To)> pairs)
    {
        foreach (var (from, to) in pairs)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }

    public static string EachLine(string text, Func<string, string> change) => string.Join('\n', text.Split('\n').Select(change));

    /// <summary>Each heading of the level, without its marks.</summary>
    public static string Headings(string text, int level, Func<string, string> change)
    {
        var mark = new string('#', level) + " ";
        return EachLine(text, line => line.StartsWith(mark, StringComparison.Ordinal) ? change(line[mark.Length..]) : line);
    }

    /// <summary>Each label in bold, without its marks and its colon.</summary>
    public static string Labels(string text, Func<string, string, string> change) =>
        EachLine(text, line => LabelLine().Match(line) is { Success: true } match ? change(match.Groups[1].Value, match.Groups[2].Value) : line);

    public static string Durations(string text, Func<int, string> change) =>
        Duration().Replace(text, match => $"**Duration**: {change(int.Parse(match.Groups[1].Value, null))}");

    public static string WithoutNumber(string heading) => LeadingNumber().Replace(heading, "");

    public static string Title(string text, string title) => Headings(text, 1, _ => title);

    /// <summary>The bullets under a heading as a table of two columns.</summary>
    public static string AsTable(string text, string heading, string head)
    {
        var inside = false;
        var started = false;
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('#'))
            {
                inside = line == heading;
                started = false;
            }

            if (inside && line.StartsWith("- ", StringComparison.Ordinal))
            {
                if (!started)
                {
                    lines.AddRange([head, "|---|---|"]);
                    started = true;
                }

                var parts = line[2..].Split(": ", 2);
                lines.Add($"| {parts[0]} | {(parts.Length > 1 ? parts[1] : "")} |");
            }
            else
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"^\*\*([^*]+)\*\*: ?(.*)$")]
    private static partial Regex LabelLine();

    [GeneratedRegex(@"\*\*Duration\*\*: (\d+) weeks?")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^\d+\.\s*")]
    private static partial Regex LeadingNumber();
}
