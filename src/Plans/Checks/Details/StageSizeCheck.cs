using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 18: a stage takes at most four weeks.</summary>
internal sealed class StageSizeCheck : ICheck
{
    private const int MostDays = 20;

    public int Number => 18;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.ExecutionPlan)?.Reading.Outline is not ScheduleOutline { Stages.Count: > 0 } schedule)
        {
            return null;
        }

        var tooLong = schedule.Stages.Where(stage => stage.Days > MostDays).Select(stage => stage.Number.ToString(CultureInfo.InvariantCulture)).ToList();
        return tooLong.Count == 0
            ? []
            : [new Finding(Number, Severity.Warning, DocumentType.ExecutionPlan, $"## Stage {tooLong[0]}", $"Stage {Names.Of(tooLong)} takes more than four weeks: nobody sees for a month whether it goes well.", Suggestion: "Divide it by what users can do after each part.")];
    }
}
