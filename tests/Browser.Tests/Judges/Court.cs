using AiDevFramework.Browser.Tests.Chromium;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>All judges of one visit, in an order in which none disturbs the next: those who only listen come first.</summary>
internal static class Court
{
    public static async Task<IReadOnlyList<Fault>> JudgeAsync(Visit visit)
    {
        List<Fault> faults =
        [
            .. ConsoleJudge.FaultsOf(visit),
            .. OriginJudge.FaultsOf(visit),
            .. MarkupJudge.FaultsOf(visit),
            .. await PolicyJudge.FaultsAsync(visit),
            .. await WeightJudge.FaultsAsync(visit),
        ];
        faults.AddRange(await WidthJudge.FaultsAsync(visit));
        if (visit.Look.RunsScripts)
        {
            faults.AddRange(await KeyboardJudge.FaultsAsync(visit));
            faults.AddRange(await AxeJudge.FaultsAsync(visit));
        }

        return faults;
    }
}
