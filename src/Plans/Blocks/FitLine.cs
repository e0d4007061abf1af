using System.Text;
using System.Text.RegularExpressions;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Blocks;

/// <summary>The first line of an execution plan's <c>**Fit**</c>, which code writes; the model's words stand below it.</summary>
internal static partial class FitLine
{
    private const string Title = "Execution Plan";

    /// <param name="schedule">What the plan says.</param>
    /// <returns>The plan with the line right under its title, in place of one that was there. Of the model's own Fit the label goes, and every
    /// other byte stays. Twice is as good as once.</returns>
    public static string Write(string markdown, ProjectLedger ledger, ScheduleOutline schedule)
    {
        if (!ledger.HasConstraints && !markdown.Contains("**Fit**: ", StringComparison.Ordinal))
        {
            return markdown; // nothing to write, and no line to take out
        }

        var lines = new FrameLines(markdown);
        var title = lines.Heading(Title)?.Behind ?? 0;
        var first = lines.SkipBlank(title);
        var hasLine = first < lines.Count && IsOwn(lines[first]);
        if (!ledger.HasConstraints)
        {
            return hasLine ? string.Concat(markdown.AsSpan(0, lines.StartOf(first)), markdown.AsSpan(lines.StartOf(lines.SkipBlank(first + 1)))) : markdown;
        }

        var from = hasLine ? first : title;
        var behind = hasLine ? first + 1 : title;
        var text = new StringBuilder(markdown.Length + 1000).Append(markdown.AsSpan(0, lines.StartOf(from)));
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append(lines.LineEnd);
        }

        text.Append(hasLine || text.Length == 0 ? "" : lines.LineEnd).Append("**Fit**: ").Append(FitText.Of(ledger, PlannedWork.Of(schedule))).Append(lines.LineEnd);
        if (behind < lines.Count && !lines.IsBlank(behind))
        {
            text.Append(lines.LineEnd);
        }

        var words = lines.SkipBlank(behind);
        return text.Append(markdown.AsSpan(lines.StartOf(behind)..lines.StartOf(words))).Append(WithoutLabel(markdown.AsSpan(lines.StartOf(words)))).ToString();
    }

    /// <summary>Whether code wrote the line.</summary>
    /// <param name="line">Without its end.</param>
    public static bool IsOwn(ReadOnlySpan<char> line) => line.StartsWith("**Fit**: ", StringComparison.Ordinal) && OwnLine().IsMatch(line);

    private static ReadOnlySpan<char> WithoutLabel(ReadOnlySpan<char> words)
    {
        foreach (var match in Label().EnumerateMatches(words))
        {
            return words[match.Length..];
        }

        return words;
    }

    [GeneratedRegex(@"^\*\*Fit\*\*: .*(?:Binding|Verbindlich): C[0-9]{1,5} .*\.$")]
    private static partial Regex OwnLine();

    [GeneratedRegex(@"\A(?:\*\*Fit(?:\*\* ?:|:\*\*)[ \t]*(?:\r?\n)?)+")]
    private static partial Regex Label();
}
