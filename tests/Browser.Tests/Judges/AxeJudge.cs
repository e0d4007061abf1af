using AiDevFramework.Browser.Tests.Chromium;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>axe with all its rules for WCAG 2.2 A and AA and its best practices: no violation.</summary>
internal static class AxeJudge
{
    private const string Run = """
        axe.run(document, { resultTypes: ['violations'] })
          .then(result => result.violations.map(v => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + (n.failureSummary ?? '')).join(' | ')}`))
        """;

    public static async Task<IReadOnlyList<Fault>> FaultsAsync(Visit visit)
    {
        await visit.AskAsync(visit.Axe + "; 0");
        return [.. (await visit.AskAsync(Run)).EnumerateArray().Select(violation => new Fault("axe", violation.GetString()!))];
    }
}
