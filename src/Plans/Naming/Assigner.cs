using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Naming;

/// <summary>
/// Gives items their identifiers. What is the same as before keeps its own; what is new gets the next number, and in the first text of all the
/// one that it has, if nobody else has it. No number is ever given again.
/// </summary>
internal sealed class Assigner(NamingState state)
{
    private readonly SortedDictionary<string, int> _counters = new(state.Counters.ToDictionary(), StringComparer.Ordinal);

    private readonly HashSet<ItemId> _taken = [];

    public Assignment Assign(IReadOnlyList<NamedItem> items)
    {
        foreach (var old in state.Old)
        {
            Count(old.Written); // a text from before there were counters
        }

        var ids = new ItemId?[items.Count];
        foreach (var group in items.Index().GroupBy(pair => pair.Item.Kind))
        {
            var indices = group.Select(pair => pair.Index).ToList();
            var before = state.OldOf(group.Key);
            var matched = before.Count == 0 ? [] : ItemMatcher.Match([.. indices.Select(index => items[index])], before, state.TableGiven);
            foreach (var (place, index) in indices.Index())
            {
                ids[index] = place < matched.Length && matched[place] is { } known && _taken.Add(known) ? known : null;
            }

            if (before.Count == 0)
            {
                KeepFirst(items, indices, ids);
            }

            foreach (var index in indices.Where(index => ids[index] is null))
            {
                ids[index] = Next(items[index], ids);
            }
        }

        return new Assignment([.. ids.Select(id => id!.Value)], MeaningOf(items, ids), _counters);
    }

    /// <summary>The numbers of a first text, where they are of the right form and nobody else has them.</summary>
    private void KeepFirst(IReadOnlyList<NamedItem> items, List<int> indices, ItemId?[] ids)
    {
        foreach (var index in indices)
        {
            var item = items[index];
            if (item.Written is { } id && IsFit(item, id, items, ids) && ItemIds.NumberOf(id) > state.Counters.GetValueOrDefault(ItemIds.CounterOf(id)) && _taken.Add(id))
            {
                ids[index] = id;
            }
        }

        foreach (var index in indices)
        {
            Count(ids[index]);
        }
    }

    /// <summary>A criterion has the number of its feature, a task that of its stage.</summary>
    private static bool IsFit(NamedItem item, ItemId id, IReadOnlyList<NamedItem> items, ItemId?[] ids) => item.Kind switch
    {
        ItemKind.Criterion => id.Minor > 0 && id.Major == ids[item.Parent]?.Major && (items[item.Parent].Written is not { } feature || feature == ids[item.Parent]),
        ItemKind.Task => id.Minor > 0,
        _ => id.Minor == 0,
    };

    private ItemId Next(NamedItem item, ItemId?[] ids)
    {
        var scope = item.Kind switch
        {
            ItemKind.Criterion => ids[item.Parent]!.Value.Major,
            ItemKind.Task => item.Parent,
            _ => 0,
        };
        var counter = ItemIds.CounterOf(item.Kind, scope);
        ItemId id;
        do
        {
            var number = _counters.GetValueOrDefault(counter) + 1;
            _counters[counter] = number;
            id = scope == 0 ? new ItemId(item.Kind, number) : new ItemId(item.Kind, scope, number);
        }
        while (!_taken.Add(id));
        return id;
    }

    private void Count(ItemId? given)
    {
        if (given is { } id)
        {
            var counter = ItemIds.CounterOf(id);
            _counters[counter] = Math.Max(_counters.GetValueOrDefault(counter), ItemIds.NumberOf(id));
        }
    }

    /// <summary>One that is written twice means something only where both say the same.</summary>
    private static Dictionary<ItemId, ItemId> MeaningOf(IReadOnlyList<NamedItem> items, ItemId?[] ids) => items.Index()
        .Where(pair => pair.Item.Written is not null)
        .GroupBy(pair => pair.Item.Written!.Value)
        .Where(group => group.Select(pair => TextKey.Of(pair.Item.Content)).Distinct(StringComparer.Ordinal).Count() == 1)
        .ToDictionary(group => group.Key, group => ids[group.First().Index]!.Value);
}
