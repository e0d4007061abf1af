using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 38: four of five criteria of the features that must be are proved at a gate or by a task.</summary>
internal sealed class MustGateCheck : ICheck
{
    private const int WantedOfTen = 8;

    public int Number => 38;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.Prd)?.Reading.Outline is not RequirementsOutline requirements
            || input.Find(DocumentType.ExecutionPlan)?.Reading.Outline is not ScheduleOutline { Stages.Count: > 0 } schedule)
        {
            return null;
        }

        var criteria = requirements.Features.Where(feature => feature.Priority?.Contains("MUST", StringComparison.OrdinalIgnoreCase) is true)
            .SelectMany(feature => feature.Criteria).Select(criterion => criterion.Id).OfType<string>().Distinct().ToList();
        if (criteria.Count == 0)
        {
            return null; // nothing says what must be
        }

        var cited = schedule.Stages.SelectMany(stage => stage.Gates.Concat(stage.Deliverables)).SelectMany(item => Citation.In(item.Text)).ToHashSet(StringComparer.Ordinal);
        var unproved = criteria.Where(id => !cited.Contains(id)).ToList();
        return 10 * (criteria.Count - unproved.Count) >= WantedOfTen * criteria.Count
            ? []
            :
            [
                new Finding(
                    Number, Severity.Warning, DocumentType.ExecutionPlan, unproved[0], $"{criteria.Count - unproved.Count} of {criteria.Count} criteria that must be are proved; nothing proves {Names.Of(unproved)}.",
                    Suggestion: "Let gates prove them, or let tasks verify them."),
            ];
    }
}
