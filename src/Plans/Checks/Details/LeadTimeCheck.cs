using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 39: what others need days for is asked of them before it is needed: the time from its stage on is enough for it.</summary>
internal sealed class LeadTimeCheck : ICheck
{
    public int Number => 39;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var stages = input.Plan.Stages;
        if (stages.Count == 0 || stages.Any(stage => stage.Days is null))
        {
            return null;
        }

        var waited = Waited(stages);
        var late = new List<string>();
        var start = 0m;
        foreach (var stage in stages)
        {
            foreach (var task in stage.Tasks.Where(task => task.LeadDays > 0))
            {
                var needed = waited.TryGetValue(task.Id, out var latest) ? latest : start + stage.Days!.Value;
                if (start + task.LeadDays > needed)
                {
                    late.Add(string.Create(CultureInfo.InvariantCulture, $"{task.Id} ({task.LeadDays:0.##} days, {needed - start:0.##} there)"));
                }
            }

            start += stage.Days!.Value;
        }

        return late.Count == 0
            ? []
            :
            [
                new Finding(
                    Number, Severity.Warning, DocumentType.ExecutionPlan, late[0].Split(' ')[0], $"Others need longer than there is before it is needed: {Names.Of(late)}.",
                    Suggestion: "Ask for it in an earlier stage, or let what waits for it come later."),
            ];
    }

    /// <summary>By task, the last day at which the first of those that wait for it can begin.</summary>
    private static Dictionary<string, decimal> Waited(IReadOnlyList<PlanStage> stages)
    {
        var latest = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var end = 0m;
        foreach (var stage in stages)
        {
            end += stage.Days!.Value;
            foreach (var task in stage.Tasks)
            {
                foreach (var before in task.After)
                {
                    var begin = end - Math.Min(task.Days ?? 0, stage.Days!.Value);
                    latest[before] = latest.TryGetValue(before, out var known) ? Math.Min(known, begin) : begin;
                }
            }
        }

        return latest;
    }
}
