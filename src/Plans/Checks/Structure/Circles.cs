namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>Finds what waits for itself.</summary>
internal static class Circles
{
    /// <param name="arrows">What each waits for; names that are no keys wait for nothing.</param>
    /// <returns>One circle in its order, the first name again at its end; empty where there is none.</returns>
    public static IReadOnlyList<string> Find(IReadOnlyDictionary<string, IReadOnlyList<string>> arrows)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in arrows.Keys)
        {
            // By hand: a chain of thousands must not end the process.
            var path = new List<(string Id, int Next)> { (start, 0) };
            var open = new HashSet<string>(StringComparer.Ordinal) { start };
            while (path.Count > 0 && !done.Contains(start))
            {
                var (id, next) = path[^1];
                if (!arrows.TryGetValue(id, out var targets) || next >= targets.Count)
                {
                    done.Add(id);
                    open.Remove(id);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[^1] = (id, next + 1);
                if (open.Contains(targets[next]))
                {
                    return [.. path.Select(step => step.Id).SkipWhile(step => step != targets[next]), targets[next]];
                }

                if (!done.Contains(targets[next]))
                {
                    open.Add(targets[next]);
                    path.Add((targets[next], 0));
                }
            }
        }

        return [];
    }
}
