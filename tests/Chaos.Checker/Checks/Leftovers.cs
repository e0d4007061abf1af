using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>What processes still hold when everybody has gone home.</summary>
internal static class Leftovers
{
    public static IEnumerable<string> None(Facts facts)
    {
        if (facts.Run.Leftovers is null or [])
        {
            yield return "Nobody looked for what is left over.";
        }

        foreach (var left in (facts.Run.Leftovers ?? []).Where(left => left.Value != 0))
        {
            yield return $"{left.Process} still has {left.Value} {left.What}.";
        }
    }
}
