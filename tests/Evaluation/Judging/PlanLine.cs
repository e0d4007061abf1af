using System.Text.RegularExpressions;
using AiDevFramework.Evaluation.Scoring;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation.Judging;

/// <summary>A line of a plan and where it stands.</summary>
/// <param name="Section">The heading of the second level above it, without its number.</param>
/// <param name="Item">The heading of the third level above it: a feature. Empty where there is none.</param>
/// <param name="Label">The label in bold that it stands under or begins with, without its colon; empty where there is none.</param>
/// <param name="WordsBefore">The words that are read before it in its document.</param>
internal sealed partial record PlanLine(DocumentType Document, string Section, string Item, string Label, string Text, int WordsBefore)
{
    /// <summary>Whether it says something by itself: code's own lines and copies of the idea say what the idea said.</summary>
    public bool IsSaid { get; private init; }

    /// <summary>Whether the plan says here what is not built.</summary>
    public bool IsExclusion => Section.Equals("Out of Scope", StringComparison.OrdinalIgnoreCase) || Cut().IsMatch(Text) || Denial().IsMatch(Text);

    /// <summary>Whether it says that a part is missing or not known: <c>None: …</c>.</summary>
    public bool IsUnknown => Unknown().IsMatch(Text);

    public bool IsBullet => Bullet().IsMatch(Text);

    public bool IsGate => Text.TrimStart().StartsWith("- [", StringComparison.Ordinal);

    public bool IsCut => Cut().IsMatch(Text);

    public static IEnumerable<PlanLine> Read(DocumentType type, string markdown, string idea)
    {
        var (section, item, label, words) = ("", "", "", 0);
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n').Where(line => line.Trim().Length > 0))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                (section, item, label) = heading.Groups[1].Length <= 2
                    ? (Numbered().Replace(heading.Groups[2].Value, ""), "", "")
                    : (section, heading.Groups[2].Value, "");
            }

            label = BoldLabel().Match(line) is { Success: true } bold ? bold.Groups[1].Value.TrimEnd(':') : label;
            yield return new PlanLine(type, section, item, label, line.Trim(), words) { IsSaid = !OwnLine().IsMatch(line) && !IsCopy(line, idea) };
            words += Length.WordsOf(line);
        }
    }

    /// <summary>A line with half of the idea in it, letter by letter.</summary>
    private static bool IsCopy(string line, string idea) =>
        idea.Length >= 60 && line.Length >= idea.Length / 2 && line.Contains(idea.AsSpan(0, idea.Length / 2), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^(#{1,6}) +(.+?)\\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^[0-9]+[.)] *")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^\*\*([^*]{2,40})\*\*")]
    private static partial Regex BoldLabel();

    [GeneratedRegex("^ *[-*] ")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^ *(- (\[.\] )?)?\**(\w+\*\*: )?None\b")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"^ *- \**(X[0-9]+)\b")]
    private static partial Regex Cut();

    [GeneratedRegex("^- C[0-9]+ [^:]+: \".*\" → |^\\*\\*Fit\\*\\*: .*(Binding|Verbindlich): C[0-9]")]
    private static partial Regex OwnLine();

    [GeneratedRegex(
        @"\b(no|not|never|without|cannot|instead of|rejected|refused|denied|forbid\w*|excluded|rules? out|kein\w*|nicht|nie|ohne|statt|verworfen|ausgeschlossen|verzicht\w*|sans|aucun\w*|pas|jamais|exclu\w*)\b|ない|なし|禁止|使わ",
        RegexOptions.IgnoreCase)]
    private static partial Regex Denial();
}
