using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Naming;

/// <summary>Tells which items of a new text are items of the old one: by identifier where the writer knew them, by name, by content. Each is
/// matched once.</summary>
internal static class ItemMatcher
{
    /// <summary>Above it two items say the same.</summary>
    private const double Same = 0.5;

    /// <summary>Enough where the identifier says so too.</summary>
    private const double Alike = 0.3;

    /// <summary>More pairs than a person's plan has: content is compared with what is near alone.</summary>
    private const int MostPairs = 40_000;

    /// <param name="old">Of one kind, with their identifiers.</param>
    /// <param name="tableGiven">Whether whoever wrote the new text saw which identifier stands for which item.</param>
    /// <returns>For each new item the identifier of the old one that it is; <see langword="null"/> for a new one.</returns>
    public static ItemId?[] Match(IReadOnlyList<NamedItem> items, IReadOnlyList<NamedItem> old, bool tableGiven)
    {
        var matched = new ItemId?[items.Count];
        var left = old.Where(item => item.Written is not null).DistinctBy(item => item.Written).ToDictionary(item => item.Written!.Value);
        var words = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        if (tableGiven)
        {
            Each(item => item.Written is { } id && left.TryGetValue(id, out var known) && IsSame(item, known) ? id : null);
        }

        var names = left.Values.GroupBy(item => TextKey.Of(item.Name), StringComparer.Ordinal).Where(group => group.Key.Length > 0 && !group.Skip(1).Any())
            .ToDictionary(group => group.Key, group => group.First().Written!.Value, StringComparer.Ordinal);
        var twice = items.GroupBy(item => TextKey.Of(item.Name), StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        Each(item => TextKey.Of(item.Name) is var key && !twice.Contains(key) && names.TryGetValue(key, out var id) && left.ContainsKey(id) ? id : null);
        MatchContent();
        return matched;

        void Each(Func<NamedItem, ItemId?> find)
        {
            for (var index = 0; index < items.Count; index++)
            {
                if (matched[index] is null && find(items[index]) is { } id && left.Remove(id))
                {
                    matched[index] = id;
                }
            }
        }

        void MatchContent()
        {
            var open = Enumerable.Range(0, items.Count).Where(index => matched[index] is null).ToList();
            if ((long)open.Count * left.Count > MostPairs)
            {
                return;
            }

            var pairs =
                from index in open
                from other in left.Values
                let likeness = ContentWords.Likeness(WordsOf(items[index]), WordsOf(other))
                where likeness >= Same
                orderby likeness descending
                select (index, Id: other.Written!.Value);
            foreach (var (index, id) in pairs.ToList())
            {
                if (matched[index] is null && left.Remove(id))
                {
                    matched[index] = id;
                }
            }
        }

        bool IsSame(NamedItem item, NamedItem known) =>
            (TextKey.Of(item.Name) is { Length: > 0 } key && key == TextKey.Of(known.Name)) || ContentWords.Likeness(WordsOf(item), WordsOf(known)) >= Alike;

        HashSet<string> WordsOf(NamedItem item) => words.TryGetValue(item.Content, out var known) ? known : words[item.Content] = ContentWords.Of(item.Content);
    }
}
