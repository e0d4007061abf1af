using AiDevFramework.Evaluation.Briefs;
using AiDevFramework.Evaluation.Judging;

namespace AiDevFramework.Evaluation.Controls;

/// <summary>Judges the judge: good plans are spoiled in every way of the list.</summary>
internal static class ControlRun
{
    /// <param name="plans">Good ones, by idea; two or more, each the wrong product for the one before it.</param>
    public static async Task<IReadOnlyList<ControlResult>> RunAsync(IReadOnlyList<(Brief Brief, JudgedPlan Plan)> plans, Func<JudgedPlan, Brief, Task<PlanJudgement>> judge)
    {
        var results = new List<ControlResult>();
        foreach (var ((brief, plan), at) in plans.Select((plan, at) => (plan, at)))
        {
            var (good, other) = (await judge(plan, brief), plans[(at + 1) % plans.Count].Plan);
            foreach (var control in ControlList.All)
            {
                results.Add(new ControlResult(brief.Name, control.Name, control.Sees(good, await judge(control.Spoil(plan, other, brief), brief))));
            }
        }

        return results;
    }
}
