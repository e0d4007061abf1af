using System.Globalization;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>How long the runs of a lost silo lie still.</summary>
internal static class Takeovers
{
    /// <summary>Fewer say nothing about the ninety-ninth of a hundred.</summary>
    private const int EnoughKilled = 100;

    private const int EnoughFrozen = 20;

    private static readonly TimeSpan _afterKill = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _afterFreeze = TimeSpan.FromSeconds(20);

    /// <summary>Faults that keep others from taking a run over.</summary>
    private static readonly string[] _inTheWay =
        ["KillAtPoint", "Kill", "KillAll", "Terminate", "FreezeAtPoint", "Hiccup", "RestartDatabase", "KillBackends"];

    public static IEnumerable<string> InTimeAfterKill(Facts facts) => InTime([.. AfterKill(facts)], EnoughKilled, _afterKill, "killed");

    public static IEnumerable<string> InTimeAfterFreeze(Facts facts) => InTime([.. AfterFreeze(facts)], EnoughFrozen, _afterFreeze, "frozen");

    public static bool AreEnoughAfterKill(Facts facts) => AfterKill(facts).Count() >= EnoughKilled;

    public static bool AreEnoughAfterFreeze(Facts facts) => AfterFreeze(facts).Count() >= EnoughFrozen;

    public static IEnumerable<TimeSpan> AfterKill(Facts facts) => After(facts, "Kill", "KillAtPoint");

    public static IEnumerable<TimeSpan> AfterFreeze(Facts facts) => After(facts, "FreezeAtPoint");

    /// <param name="sorted">Ascending, not empty.</param>
    public static TimeSpan Percentile(IReadOnlyList<TimeSpan> sorted, double part) =>
        sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(part * sorted.Count) - 1)];

    private static IEnumerable<string> InTime(List<TimeSpan> times, int enough, TimeSpan limit, string what)
    {
        times.Sort();
        if (times.Count >= enough && Percentile(times, 0.99) > limit)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Of {times.Count} runs of silos that were {what}, one in a hundred was taken over after {Percentile(times, 0.99).TotalSeconds:0.0} s or more, not {limit.TotalSeconds:0} s.");
        }
    }

    /// <summary>From the moment a silo was struck until another had taken each of its runs over, where nothing else happened to the
    /// others or to the machine meanwhile.</summary>
    private static IEnumerable<TimeSpan> After(Facts facts, params string[] kinds) =>
        from fault in facts.Faults
        where kinds.Contains(fault.Kind) && fault is { Struck: not null, Owner: not null } && !GoesOn(facts, fault)
        from write in facts.Writes
        where write.IsTakeover && write.OldOwner == fault.Owner && write.At >= fault.Struck && write.NewOwner != fault.Owner
        where !facts.Standstills.Any(still => still.Began <= write.At && still.Ended >= fault.Struck)
        where !facts.Faults.Any(other => other != fault && _inTheWay.Contains(other.Kind) && other.Struck >= fault.Struck - _afterKill && other.Struck <= write.At)
        select write.At - fault.Struck!.Value;

    /// <summary>Who writes while it is said to be frozen or dead is neither, and nobody may take its runs. A statement that was under way
    /// ends within the lock timeout of 2 s.</summary>
    private static bool GoesOn(Facts facts, FaultLine fault) => facts.Writes.Any(write =>
        write.NewOwner == fault.Owner && write.At > fault.Struck + _afterKill && write.At < (fault.Woken ?? fault.Ended));
}
