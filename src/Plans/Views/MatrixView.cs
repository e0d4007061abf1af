using System.Globalization;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Views;

/// <summary>Every requirement with its criteria, tasks and gates. Gates are <c>G1.2</c>: stage and position.</summary>
public sealed record MatrixView(Guid ProjectId, IReadOnlyList<MatrixRow> Rows)
{
    public static MatrixView Of(PlanReview review)
    {
        var plan = review.Plan;
        var tasks = Lookup(plan.Stages.SelectMany(stage => stage.Tasks).SelectMany(task => task.Serves.Concat(task.Verify).Select(id => (id, task.Id))));
        var gates = Lookup(plan.Stages.SelectMany(stage => stage.Gates.Index().SelectMany(gate =>
            gate.Item.Proves.Select(id => (id, string.Create(CultureInfo.InvariantCulture, $"G{stage.Number}.{gate.Index + 1}"))))));
        var cuts = plan.Cuts.Where(cut => cut.Item is not null).DistinctBy(cut => cut.Item).ToDictionary(cut => cut.Item!, cut => cut.Id, StringComparer.Ordinal);
        return new MatrixView(
            review.Source.ProjectId,
            [
                .. plan.Features.SelectMany(feature => RowsOf(feature, tasks, gates, cuts)),
                .. plan.Nfrs.Select(item => Row(item.Id)),
                .. plan.Constraints.Where(item => item.Hard).Select(item => Row(item.Id)),
            ]);

        MatrixRow Row(string id) => new(id, null, [.. tasks[id].Distinct()], [.. gates[id].Distinct()], cuts.GetValueOrDefault(id));
    }

    private static IEnumerable<MatrixRow> RowsOf(
        PlanFeature feature, ILookup<string, string> tasks, ILookup<string, string> gates, Dictionary<string, string> cuts)
    {
        var cut = cuts.GetValueOrDefault(feature.Id);
        return feature.Criteria.Count == 0
            ? [new MatrixRow(feature.Id, null, [.. tasks[feature.Id].Distinct()], [.. gates[feature.Id].Distinct()], cut)]
            : feature.Criteria.Select(criterion => new MatrixRow(
                feature.Id,
                criterion.Id,
                [.. tasks[criterion.Id].Concat(tasks[feature.Id]).Distinct()],
                [.. gates[criterion.Id].Distinct()],
                cut ?? cuts.GetValueOrDefault(criterion.Id)));
    }

    private static ILookup<string, string> Lookup(IEnumerable<(string Id, string By)> pairs) => pairs.ToLookup(pair => pair.Id, pair => pair.By, StringComparer.Ordinal);
}
