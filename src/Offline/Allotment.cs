using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>
/// Divides the time among the stages, by the number of their features: nothing is estimated. Where there is no deadline, a feature is given a week.
/// </summary>
internal static class Allotment
{
    private const int FeaturesOfStage = 2;

    private const int MostWeeksOfStage = 4;

    private const int MostWeeksOfFeature = 2;

    /// <summary>From so many weeks on, one in twelve is kept.</summary>
    private const int WeeksWithReserve = 6;

    private const int SmallTool = 2;

    private const int DaysOfSmallTool = 2;

    public static IReadOnlyList<OutlineStage> Of(ProductOutline outline, Approach approach)
    {
        var groups = Groups(outline.Features, approach, WeeksThereAre(outline) * Capacity.WorkingDaysPerWeek);
        var weights = groups.Select((group, index) => group.Count + (index == 0 ? 1 : 0) + (index == groups.Count - 1 ? 1 : 0)).ToList();
        var days = Days(outline, weights);
        return [.. groups.Select((group, index) => new OutlineStage(index + 1, days[index], group, index == 0, index == groups.Count - 1))];
    }

    /// <summary>Weeks that there are: until the deadline, and as long as the money lasts where a day has a price. <see langword="null"/> where nothing limits them.</summary>
    public static int? WeeksThereAre(ProductOutline outline)
    {
        var capacity = Capacity.Of(outline.Ledger);
        return outline.Ledger.DayRate is { Amount: > 0 } rate && rate.Currency == capacity.Currency && capacity.Amount is { } amount
            ? (int)Math.Min(capacity.Weeks ?? int.MaxValue, Math.Min(10_000, Math.Floor(amount / (rate.Amount * (capacity.People ?? 1) * Capacity.WorkingDaysPerWeek))))
            : capacity.Weeks;
    }

    /// <param name="days">A stage takes one at least.</param>
    private static List<IReadOnlyList<OutlineFeature>> Groups(IReadOnlyList<OutlineFeature> features, Approach approach, int? days)
    {
        if (approach is Approach.Horizontal)
        {
            return features.Count == 1 ? [[], features] : [[], features, []];
        }

        var size = features.Count <= FeaturesOfStage ? 1 : FeaturesOfStage;
        return [.. features.Chunk(days is > 0 and var most ? Math.Max(size, (features.Count + most - 1) / most) : size)];
    }

    private static int[] Days(ProductOutline outline, List<int> weights)
    {
        var units = weights.Sum();
        if (WeeksThereAre(outline) is not { } weeks)
        {
            var unit = outline.IsCommandLine && outline.Features.Count <= SmallTool ? DaysOfSmallTool : Capacity.WorkingDaysPerWeek;
            return [.. weights.Select(weight => Math.Min(weight * unit, MostWeeksOfStage * Capacity.WorkingDaysPerWeek))];
        }

        var usable = Math.Min(weeks - (weeks >= WeeksWithReserve ? Math.Max(1, weeks / 12) : 0), units * MostWeeksOfFeature);
        return usable >= weights.Count
            ? [.. Shares(weights, usable, MostWeeksOfStage).Select(share => share * Capacity.WorkingDaysPerWeek)]
            : Shares(weights, Math.Max(weeks * Capacity.WorkingDaysPerWeek, weights.Count), MostWeeksOfStage * Capacity.WorkingDaysPerWeek);
    }

    /// <returns>At least 1 and at most <paramref name="most"/> each, together at most <paramref name="total"/>, as near to the weights as that allows.</returns>
    private static int[] Shares(List<int> weights, int total, int most)
    {
        var shares = weights.Select(_ => 1).ToArray();
        for (var left = total - shares.Length; left > 0; left--)
        {
            var next = -1;
            for (var at = 0; at < shares.Length; at++)
            {
                if (shares[at] < most && (next < 0 || shares[at] * weights[next] < shares[next] * weights[at]))
                {
                    next = at;
                }
            }

            if (next < 0)
            {
                break;
            }

            shares[next]++;
        }

        return shares;
    }
}
