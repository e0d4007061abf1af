using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>Check 1: an identifier stands for one thing. One that is said twice in the same words is said once.</summary>
internal sealed class UniqueIdentifiers : ICheck
{
    public int Number => 1;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var findings = new List<Finding>();
        foreach (var document in input.Looked)
        {
            var twice = ItemsOf(document.Reading.Outline, input.Plan)
                .GroupBy(item => item.Id, StringComparer.Ordinal)
                .Where(group => group.Skip(1).Any() && group.Select(item => TextKey.Of(item.Text)).Distinct(StringComparer.Ordinal).Skip(1).Any())
                .Select(group => group.ElementAt(1))
                .ToList();
            findings.AddRange(Causes.Told(
                twice,
                item => new Finding(
                    Number, Severity.Error, document.Type, item.Id, $"The identifier {item.Id} stands for two different things. Each needs a number of its own.",
                    Causes.Excerpt(item.Text), Line: Causes.Line(item.Line)),
                item => item.Id,
                names => new Finding(
                    Number, Severity.Error, document.Type, null, $"Identifiers stand for more than one thing: {names}. Each item needs a number of its own.",
                    Line: Causes.Line(twice[0].Line))));
        }

        return findings;
    }

    private static IEnumerable<(string Id, string Text, int Line)> ItemsOf(object outline, TypedPlan plan) => outline switch
    {
        RequirementsOutline requirements =>
        [
            .. requirements.Features.Where(feature => feature.Written is not null).Select(feature => ($"F{feature.Written}", feature.Name, feature.Line + 1)),
            .. plan.Features.SelectMany(feature => feature.Criteria).Select(item => (item.Id, item.Text, item.Line)),
            .. plan.Stories.Select(item => (item.Id, item.Text, item.Line)),
            .. plan.Nfrs.Select(item => (item.Id, item.Text, item.Line)),
            .. plan.Metrics.Select(item => (item.Id, item.Text, item.Line)),
            .. plan.Assumptions.Select(item => (item.Id, item.Text, item.Line)),
        ],
        StormingOutline => plan.Events.Concat(plan.Commands).Concat(plan.Aggregates).Select(item => (item.Name, item.Text, item.Line)),
        StackOutline => plan.Interfaces.Select(item => (item.Id, item.Text, item.Line)),
        ScheduleOutline => plan.Stages.SelectMany(stage => stage.Tasks).Select(item => (item.Id, item.Text, item.Line))
            .Concat(plan.Cuts.Select(item => (item.Id, item.Text, item.Line))),
        _ => [],
    };
}
