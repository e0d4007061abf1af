using AiDevFramework.Plans.Identity;

namespace AiDevFramework.Plans.Typed;

/// <summary>What documents gave to a plan: a run asks again with each document it adds, and those before it are the same. Gone with the readings.</summary>
internal static class KnownParts
{
    /// <param name="before">What the documents before it gave.</param>
    /// <param name="document">The next one; <see langword="null"/> where the project has none of its kind, which gives nothing.</param>
    /// <param name="counters">Of the ledger; they matter where an item has no identifier.</param>
    public static TypedPlan Add(
        TypedPlan before, ReadDocument? document, IReadOnlyDictionary<string, int> counters, Func<TypedPlan, ReadDocument, ItemIds, TypedPlan> add)
    {
        if (document is null)
        {
            return before;
        }

        if (document.Reading.Drawn is Known known && ReferenceEquals(known.Before, before) && known.Asked.All(asked => counters.GetValueOrDefault(asked.Counter) == asked.Value))
        {
            return known.After;
        }

        var ids = new ItemIds(counters);
        var after = add(before, document, ids);
        document.Reading.Drawn = new Known(before, after, ids.Asked);
        return after;
    }

    private sealed record Known(TypedPlan Before, TypedPlan After, IReadOnlyList<(string Counter, int Value)> Asked);
}
