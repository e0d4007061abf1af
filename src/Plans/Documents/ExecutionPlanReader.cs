using System.Globalization;
using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Documents;

internal static partial class ExecutionPlanReader
{
    private const double WorkingDaysPerWeek = 5;

    private const double WeeksPerMonth = 13d / 3;

    public static StepFacts Read(MarkdownOutline outline, Approach approach, List<string> complaints)
    {
        var named = outline.Sections.Where(section => StageHeading().IsMatch(section.Title)).ToList();
        var level = named.Select(section => section.Level).DefaultIfEmpty().Min();
        var stages = named.Where(section => section.Level == level).ToList(); // not "Stage 1 Risks" below
        if (stages.Count == 0)
        {
            complaints.Add("The plan has no stage: each needs a heading \"## Stage 1: Name\".");
        }

        var weeks = 0d;
        foreach (var stage in stages)
        {
            if (WeeksOf(stage.Labelled("Duration", "Estimated Duration", "Timeline")) is { } known)
            {
                weeks += known;
            }
            else
            {
                complaints.Add($"\"## {stage.ShortTitle}\" lacks its duration: \"**Duration**: 2 weeks\".");
            }

            if (!stage.HasListUnder("Deliverables", "Tasks"))
            {
                complaints.Add($"\"## {stage.ShortTitle}\" lacks the list \"**Deliverables**:\".");
            }

            if (!stage.HasListUnder("Stage Gate Criteria", "Gate Criteria", "Acceptance Criteria"))
            {
                complaints.Add($"\"## {stage.ShortTitle}\" lacks the list \"**Stage Gate Criteria**:\".");
            }
        }

        return new ExecutionPlanFacts(approach, stages.Count, (int)Math.Min(Math.Ceiling(weeks), 10_000));
    }

    /// <returns>Weeks, the longer where a span is given; <see langword="null"/> where no duration can be read.</returns>
    private static double? WeeksOf(string? duration)
    {
        if (duration is null)
        {
            return null;
        }

        if (Duration().Match(duration) is not { Success: true } match)
        {
            return Calendar().Match(duration) is { Success: true } weeks ? LastMinusFirst(weeks) + 1 : null;
        }

        var number = Number((match.Groups["to"].Success ? match.Groups["to"] : match.Groups["from"]).Value);
        return number == 0 ? null : char.ToUpperInvariant(match.Groups["unit"].Value[0]) switch
        {
            'D' => Math.Ceiling(number / WorkingDaysPerWeek),
            'M' => Math.Ceiling(number * WeeksPerMonth),
            _ => number,
        };
    }

    private static double? LastMinusFirst(Match weeks)
    {
        var first = Number(weeks.Groups["from"].Value);
        var last = weeks.Groups["to"].Success ? Number(weeks.Groups["to"].Value) : first;
        return last >= first ? last - first : null;
    }

    private static double Number(string text) => double.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[\W\d]*stage\s*\d+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StageHeading();

    [GeneratedRegex(
        @"(?<from>\d{1,4}(?:[.,]\d{1,2})?)(?:\s*(?:-|–|—|to)\s*(?<to>\d{1,4}(?:[.,]\d{1,2})?))?[\s-]*(?:working\s+|calendar\s+)?(?<unit>weeks?|days?|months?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Duration();

    /// <summary><c>Weeks 3-4</c></summary>
    [GeneratedRegex(@"\bweeks?\s+(?<from>\d{1,4})(?:\s*(?:-|–|—|to)\s*(?<to>\d{1,4}))?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Calendar();
}
