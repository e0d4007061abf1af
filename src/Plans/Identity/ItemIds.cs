using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Identity;

/// <summary>Gives each entry of a list its identifier: the one that it has, else the next number that nobody ever had.</summary>
/// <param name="counters">The highest numbers ever given, by letters: <c>F</c>, <c>AC6</c>.</param>
internal sealed class ItemIds(IReadOnlyDictionary<string, int> counters)
{
    private readonly List<(string Counter, int Value)> _asked = [];

    /// <summary>The counters that mattered, since an entry had no identifier of its own, and what they were.</summary>
    public IReadOnlyList<(string Counter, int Value)> Asked => _asked;

    /// <param name="scope">Of criteria the number of their feature, of tasks that of their stage; 0 for all others.</param>
    public List<ItemId> Of(IReadOnlyList<OutlineItem> items, ItemKind kind, int scope = 0)
    {
        var written = items.Select(item => Written(item, kind, scope)).ToList();
        if (written.TrueForAll(id => id is not null))
        {
            return written.ConvertAll(id => id!.Value);
        }

        var counter = CounterOf(kind, scope);
        var next = counters.GetValueOrDefault(counter);
        _asked.Add((counter, next));
        foreach (var id in written)
        {
            next = Math.Max(next, id is { } known && (scope == 0 || known.Major == scope) ? NumberOf(known) : 0);
        }

        return written.ConvertAll(id => id ?? (scope == 0 ? new ItemId(kind, ++next) : new ItemId(kind, scope, ++next)));
    }

    /// <returns><c>F</c>, <c>US</c>; of criteria and tasks <c>AC6</c>, <c>T1</c>.</returns>
    public static string CounterOf(ItemKind kind, int scope) =>
        scope == 0 ? ItemKinds.LettersOf(kind) : new ItemId(kind, scope).ToString();

    /// <summary>The counter of an identifier.</summary>
    public static string CounterOf(ItemId id) => CounterOf(id.Kind, id.Minor > 0 ? id.Major : 0);

    /// <summary>The number that the counter counts.</summary>
    public static int NumberOf(ItemId id) => id.Minor > 0 ? id.Minor : id.Major;

    /// <returns><see langword="null"/> where the entry has none of its kind and form.</returns>
    public static ItemId? Written(OutlineItem item, ItemKind kind, int scope) =>
        item.Id is { } text && ItemId.Parse(text) is { } id && id.Kind == kind && (scope > 0) == (id.Minor > 0) ? id : null;
}
