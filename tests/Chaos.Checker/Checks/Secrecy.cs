using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>The secrets of the run, looked for in everything that came out of it.</summary>
internal static class Secrecy
{
    public static IEnumerable<string> Kept(Facts facts)
    {
        if (facts.Run.Secrets is null or [])
        {
            yield return "No secret was looked for.";
        }

        foreach (var leak in facts.Leaks)
        {
            yield return $"A secret is in {leak.Process}: {leak.Text}";
        }
    }
}
