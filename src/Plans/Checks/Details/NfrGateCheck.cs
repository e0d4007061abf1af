using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 23: each non-functional requirement is proved at a gate, or by what a task verifies.</summary>
internal sealed class NfrGateCheck : ICheck
{
    public int Number => 23;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.Prd)?.Reading.Outline is not RequirementsOutline { NonFunctional.Count: > 0 } requirements
            || input.Find(DocumentType.ExecutionPlan)?.Reading.Outline is not ScheduleOutline { Stages.Count: > 0 } schedule)
        {
            return null;
        }

        var ids = requirements.NonFunctional.Select(item => item.Id).OfType<string>().Distinct().ToList();
        var cited = schedule.Stages.SelectMany(stage => stage.Gates.Concat(stage.Deliverables)).SelectMany(item => Citation.In(item.Text)).ToHashSet(StringComparer.Ordinal);
        if (ids.Count == 0 || !ids.Exists(cited.Contains))
        {
            return null; // the plan cites none of them: it has another way of saying so
        }

        var unproved = ids.Where(id => !cited.Contains(id)).ToList();
        return unproved.Count == 0
            ? []
            : [new Finding(Number, Severity.Warning, DocumentType.ExecutionPlan, unproved[0], $"No gate proves {Names.Of(unproved)}.", Suggestion: "Let a gate measure it, and end it with its identifier.")];
    }
}
