namespace AiDevFramework.Architecture;

/// <summary>Finds what runs in circles.</summary>
internal static class Circles
{
    /// <returns>The groups of two or more namespaces that can all be reached from each other, each in alphabetical order.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Find(IEnumerable<(string From, string To)> arrows)
    {
        var next = arrows.Where(arrow => arrow.From != arrow.To).ToLookup(arrow => arrow.From, arrow => arrow.To, StringComparer.Ordinal);
        var reach = next.Select(group => group.Key).ToDictionary(
            name => name, name => ReachableFrom(name, next), StringComparer.Ordinal);
        return [.. reach.Keys
            .Where(name => reach[name].Contains(name))
            .GroupBy(name => string.Join('\n', reach[name].Where(other => IsMutual(name, other)).Order(StringComparer.Ordinal)))
            .Select(circle => (IReadOnlyList<string>)[.. circle.Order(StringComparer.Ordinal)])
            .OrderBy(circle => circle[0], StringComparer.Ordinal)];

        bool IsMutual(string name, string other) => reach.TryGetValue(other, out var back) && back.Contains(name);
    }

    private static HashSet<string> ReachableFrom(string start, ILookup<string, string> next)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>(next[start]);
        while (waiting.TryPop(out var name))
        {
            if (reached.Add(name))
            {
                foreach (var further in next[name])
                {
                    waiting.Push(further);
                }
            }
        }

        return reached;
    }
}
