using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Typed;

/// <summary>Finds the names of events in a text.</summary>
internal sealed class EventNames
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    private readonly List<string> _phrases = [];

    public EventNames(IEnumerable<OutlineItem> events)
    {
        foreach (var name in events.Select(item => item.Name).Where(name => name.Length > 0))
        {
            if (name.AsSpan().ContainsAny(' ', '\u3000') || char.IsAsciiLetterOrDigit(name[0]) is false)
            {
                _phrases.Add(name);
            }
            else
            {
                _words.Add(name);
            }
        }
    }

    /// <returns>Each once, in the order in which the text has them; names of several words last.</returns>
    public IReadOnlyList<string> In(string text)
    {
        if (_words.Count == 0 && _phrases.Count == 0)
        {
            return [];
        }

        var found = new List<string>();
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
            {
                at++;
            }

            if (at > start && lookup.TryGetValue(text.AsSpan(start..at), out var name) && !found.Contains(name))
            {
                found.Add(name);
            }
        }

        found.AddRange(_phrases.Where(phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase)));
        return found;
    }
}
