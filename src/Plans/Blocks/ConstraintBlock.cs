using System.Text;
using System.Text.RegularExpressions;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Blocks;

/// <summary>The constraints as code writes them at the beginning of the requirements' section 6: <c>- C1 Hosting: "…" → …</c>.</summary>
internal static partial class ConstraintBlock
{
    private const string Section = "Technical Constraints";

    private const string SectionBehind = "Out of Scope";

    /// <returns>The document with the ledger's constraints, in place of a block that was there; every other byte as it came. Twice is as good
    /// as once.</returns>
    public static string Write(string markdown, ProjectLedger ledger)
    {
        if (!ledger.HasConstraints && !markdown.Contains("\n- C", StringComparison.Ordinal))
        {
            return markdown; // nothing to write, and no block to take out
        }

        var lines = new FrameLines(markdown);
        if (lines.Heading(Section) is not { } heading)
        {
            return ledger.HasConstraints ? WithSection(markdown, ledger, lines) : markdown;
        }

        var first = lines.SkipBlank(heading.Behind);
        var behind = first;
        while (behind < lines.Count && IsBlockLine(lines[behind]))
        {
            behind++;
        }

        if (behind == first)
        {
            first = behind = heading.Behind; // no block yet: right under the heading
        }

        if (!ledger.HasConstraints)
        {
            return string.Concat(markdown.AsSpan(0, lines.StartOf(first)), markdown.AsSpan(lines.StartOf(behind)));
        }

        var text = new StringBuilder(markdown.Length + 2000).Append(markdown.AsSpan(0, lines.StartOf(first)));
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append(lines.LineEnd);
        }

        Append(text, ledger, lines.LineEnd);
        if (behind < lines.Count && !lines.IsBlank(behind) && !StandsAlone(lines[behind]))
        {
            text.Append(lines.LineEnd); // else the line would go on with the last constraint
        }

        return text.Append(markdown.AsSpan(lines.StartOf(behind))).ToString();
    }

    /// <summary>Whether code wrote the line.</summary>
    /// <param name="line">Without its end.</param>
    public static bool IsBlockLine(ReadOnlySpan<char> line) => line.StartsWith("- C", StringComparison.Ordinal) && BlockLine().IsMatch(line);

    private static string WithSection(string markdown, ProjectLedger ledger, FrameLines lines)
    {
        var at = lines.StartOf(lines.Heading(SectionBehind)?.Line ?? lines.EndOfText);
        var text = new StringBuilder().Append(markdown.AsSpan(0, at));
        if (text.Length > 0)
        {
            text.Append(text[^1] == '\n' ? "" : lines.LineEnd).Append(lines.LineEnd);
        }

        Append(text.Append("## 6. ").Append(Section).Append(lines.LineEnd), ledger, lines.LineEnd);
        return text.Append(at < markdown.Length ? lines.LineEnd : "").Append(markdown.AsSpan(at)).ToString();
    }

    private static void Append(StringBuilder text, ProjectLedger ledger, string lineEnd)
    {
        foreach (var constraint in ledger.Constraints)
        {
            text.Append("- ").Append(Wording.LabelOf(constraint, ledger.Language))
                .Append(": \"").Append(constraint.Quote).Append("\" → ").Append(constraint.Rule).Append(lineEnd);
        }
    }

    private static bool StandsAlone(ReadOnlySpan<char> line) => line.TrimStart() is ['-' or '*' or '+' or '#', ..];

    /// <summary>The kinds' names in the languages that code writes.</summary>
    [GeneratedRegex(
        "^- C[0-9]{1,5} (?:Hosting|Technology|Law|Team|Deadline|Budget|Integration|Scope|Other|Betrieb|Technik|Recht|Termin|Anbindung|Umfang|Weiteres)(?: \\((?:wish|Wunsch)\\))?: \".*\" → ")]
    private static partial Regex BlockLine();
}
