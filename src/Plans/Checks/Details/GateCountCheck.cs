using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 19: a stage has two to seven gates.</summary>
internal sealed class GateCountCheck : ICheck
{
    public int Number => 19;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.ExecutionPlan)?.Reading.Outline is not ScheduleOutline { Stages.Count: > 0 } schedule)
        {
            return null;
        }

        var wrong = schedule.Stages.Where(stage => stage.Gates.Count is < 2 or > 7).ToList();
        return wrong.Count == 0
            ? []
            :
            [
                new Finding(
                    Number, Severity.Warning, DocumentType.ExecutionPlan, $"## Stage {wrong[0].Number}",
                    $"Stage {Names.Of([.. wrong.Select(stage => stage.Number.ToString(CultureInfo.InvariantCulture))])} has fewer than two or more than seven gates.",
                    Suggestion: "Two to seven sentences that somebody can test at its end."),
            ];
    }
}
