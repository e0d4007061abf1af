using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>Check 35: what waits for another does not wait for itself, and is not planned before it.</summary>
internal sealed class OrderHolds : ICheck
{
    public int Number => 35;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var plan = input.Plan;
        var tasks = plan.Stages.SelectMany(stage => stage.Tasks.Select(task => (Task: task, stage.Number))).DistinctBy(pair => pair.Task.Id).ToList();
        if (plan.Features.All(feature => feature.Needs.Count == 0) && tasks.TrueForAll(pair => pair.Task.After.Count == 0))
        {
            return null;
        }

        return
        [
            .. Circle(plan.Features.DistinctBy(feature => feature.Id).ToDictionary(feature => feature.Id, feature => feature.Needs, StringComparer.Ordinal), DocumentType.Prd, "needs"),
            .. Circle(tasks.ToDictionary(pair => pair.Task.Id, pair => pair.Task.After, StringComparer.Ordinal), DocumentType.ExecutionPlan, "comes after"),
            .. FeaturesTooEarly(plan),
            .. TasksTooEarly(tasks),
        ];
    }

    private IEnumerable<Finding> Circle(Dictionary<string, IReadOnlyList<string>> arrows, DocumentType document, string verb) =>
        Circles.Find(arrows) is { Count: > 0 } circle
            ? [new Finding(Number, Severity.Error, document, circle[0], $"Nothing of these can be first: {string.Join($" {verb} ", circle)}.")]
            : [];

    private IEnumerable<Finding> FeaturesTooEarly(TypedPlan plan)
    {
        var stages = plan.Stages.SelectMany(stage => stage.Features.Select(id => (id, stage))).DistinctBy(pair => pair.id)
            .ToDictionary(pair => pair.id, pair => pair.stage, StringComparer.Ordinal);
        foreach (var feature in plan.Features.Where(feature => stages.ContainsKey(feature.Id)))
        {
            foreach (var need in feature.Needs.Where(need => stages.TryGetValue(need, out var stage) && stage.Number > stages[feature.Id].Number))
            {
                yield return new Finding(
                    Number, Severity.Error, DocumentType.ExecutionPlan, feature.Id,
                    $"{feature.Id} is completed in stage {stages[feature.Id].Number} and needs {need}, which comes in stage {stages[need].Number}.",
                    Line: Causes.Line(stages[feature.Id].Line));
            }
        }
    }

    private IEnumerable<Finding> TasksTooEarly(List<(PlanTask Task, int Stage)> tasks)
    {
        var stages = tasks.ToDictionary(pair => pair.Task.Id, pair => pair.Stage, StringComparer.Ordinal);
        return
            from pair in tasks
            from before in pair.Task.After
            where stages.TryGetValue(before, out var stage) && stage > pair.Stage
            select new Finding(
                Number, Severity.Error, DocumentType.ExecutionPlan, pair.Task.Id, $"{pair.Task.Id} of stage {pair.Stage} comes after {before}, which is a task of stage {stages[before]}.",
                Causes.Excerpt(pair.Task.Text), Line: Causes.Line(pair.Task.Line));
    }
}
