using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Views;

/// <summary>What an item rests on, and what rests on it.</summary>
/// <param name="RestsOn">The nearest first.</param>
/// <param name="CarriedBy">The nearest first: what would have to change with it.</param>
public sealed record TraceView(Guid ProjectId, ItemView Item, IReadOnlyList<ItemView> RestsOn, IReadOnlyList<ItemView> CarriedBy)
{
    /// <returns><see langword="null"/> where the plan has no such item.</returns>
    public static TraceView? Of(PlanReview review, string id) => PlanGraph.Trace(review, id);

    /// <returns>One for each of the items that the plan has, in the order of <paramref name="ids"/>; what is named itself alone.</returns>
    public static IReadOnlyList<TraceView> NearestOf(PlanReview review, IEnumerable<string> ids) => PlanGraph.Nearest(review, ids);
}
