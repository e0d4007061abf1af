using System.Text.RegularExpressions;

namespace AiDevFramework.Evaluation.Scoring;

/// <summary>A document as a reader sees it: headings and what stands below them. Shares no code with the product's own checker.</summary>
internal sealed partial class Markdown
{
    private readonly List<(int Level, string Title, List<string> Lines)> _sections = [(0, "", [])];

    public Markdown(string text)
    {
        Text = text;
        var inCode = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            inCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!inCode && Heading().Match(line) is { Success: true } heading)
            {
                _sections.Add((heading.Groups[1].Length, Plain(heading.Groups[2].Value), []));
            }
            else if (line.Trim().Length > 0)
            {
                _sections[^1].Lines.Add(line);
            }
        }
    }

    public string Text { get; }

    /// <summary>Titles at one level, in their order.</summary>
    public IEnumerable<string> Titles(int level) => _sections.Where(section => section.Level == level).Select(section => section.Title);

    /// <summary>What stands below a heading, down to the next one of its level or above; empty where there is no such heading.</summary>
    /// <param name="title">As it is written, without its number.</param>
    public IReadOnlyList<string> Below(int level, string title)
    {
        var at = _sections.FindIndex(section => section.Level == level && SameTitle(section.Title, title));
        return at < 0 ? [] : [.. _sections.Skip(at).TakeWhile((section, index) => index == 0 || section.Level > level).SelectMany(section => section.Lines)];
    }

    /// <summary>Lines that begin with a bullet, without it.</summary>
    public static IEnumerable<string> Bullets(IEnumerable<string> lines) =>
        lines.Select(line => Bullet().Match(line)).Where(match => match.Success).Select(match => Plain(match.Groups[1].Value));

    /// <summary>Without bold and italics.</summary>
    private static string Plain(string text) => text.Replace("**", "", StringComparison.Ordinal).Trim();

    private static bool SameTitle(string written, string wanted) =>
        string.Equals(Number().Replace(written, "").TrimEnd(':'), wanted, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^(#{1,6}) +(.+?) *#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ *[-*] +(.+)$")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^[0-9]+[.)] *")]
    private static partial Regex Number();
}
