using System.Globalization;
using AiDevFramework.Chaos.Checker.Checks;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker;

/// <summary>What was tried, what was done to it, and what held.</summary>
internal static class Verdict
{
    private const int ShownCases = 5;

    /// <returns>0 where every invariant holds.</returns>
    public static int Write(Facts facts, TextWriter output)
    {
        Say($"Seed {facts.Run.Seed}, {(facts.Run.Healed - facts.Run.Began).TotalSeconds:0} s of faults");
        Say($"  projects    {facts.Projects.Count}: {Counts(facts.Projects.Select(project => project.Status))}");
        Say($"  runs        {facts.Projects.Sum(project => project.Run)}, events {facts.Events.Count}, model calls {facts.Calls.Count} ({facts.ModelRows.Count} answers stored)");
        Say($"  requests    {facts.Operations.Count}: {Counts(facts.Operations.Select(operation => operation.Outcome))}; {Times(facts.Operations.Select(operation => operation.Ended - operation.Began))}");
        Say($"  feeds       {facts.Feeds.Count(line => line.Type == "(left)")}, connections {facts.Feeds.Count(line => line.Type == "(opened)")}, events seen {facts.Feeds.Count(line => line.Seq is not null)}");
        Say($"  faults      {facts.Faults.Count(fault => fault.Struck is not null)}: {Counts(facts.Faults.Where(fault => fault.Struck is not null).Select(fault => fault.Kind))}");
        Say($"  at points   {Counts(facts.Faults.Where(fault => fault is { Struck: not null, Point: not null }).Select(fault => fault.Point!))}");
        Say($"  models      {Counts(facts.Calls.Where(call => call.Behaviour != "clean").Select(call => call.Behaviour))}");
        Say($"  takeovers   {facts.Writes.Count(write => write.IsTakeover)}; after SIGKILL {Times(Takeovers.AfterKill(facts))}; after a freeze {Times(Takeovers.AfterFreeze(facts))}");
        Say($"  fencing     {facts.Fenced.Count} writes by superseded silos kept out, of them {FencedAfterFreeze(facts)} by {facts.Faults.Count(fault => fault.Woken is not null)} silos that woke");
        Say($"  documents   {facts.Documents.Count}, {facts.ModelRows.Count(row => row.AsksForParts)} mends asked for, {facts.Projects.Count(project => project.Constraints > 0)} ideas with constraints");
        Say($"  standstills {facts.Standstills.Count()} of the machine itself, {facts.Standstills.Sum(still => (still.Ended - still.Began).TotalSeconds):0} s");
        Say($"  processes   exits {Counts(facts.Processes.Select(process => process.ExitCode.ToString(CultureInfo.InvariantCulture)))}");

        var broken = 0;
        foreach (var invariant in Invariant.All)
        {
            var cases = invariant.Check(facts).ToList();
            broken += cases.Count > 0 ? 1 : 0;
            var verdict = cases.Count > 0 ? "BROKEN" : invariant.CanBeJudged(facts) ? "holds" : "not judged, too few cases";
            Say($"{verdict}  {invariant.Id,-4} {invariant.Title}{(cases.Count == 0 ? "" : $": {cases.Count} cases")}");
            foreach (var text in cases.Take(ShownCases))
            {
                Say($"          {text}");
            }
        }

        Say($"{(broken == 0 ? "All invariants hold" : $"{broken} invariants are broken")}. Seed {facts.Run.Seed}; replay: {facts.Run.Command}");
        return broken == 0 ? 0 : 1;

        void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static string Counts(IEnumerable<string> names) =>
        string.Join(", ", names.GroupBy(name => name).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"));

    private static string Times(IEnumerable<TimeSpan> times)
    {
        var ordered = times.Order().ToList();
        return ordered.Count == 0
            ? "none"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {Takeovers.Percentile(ordered, 0.5).TotalSeconds:0.00} s, p99 {Takeovers.Percentile(ordered, 0.99).TotalSeconds:0.00} s, longest {ordered[^1].TotalSeconds:0.00} s ({ordered.Count})");
    }

    private static int FencedAfterFreeze(Facts facts)
    {
        var frozen = facts.Faults.Where(fault => fault.Woken is not null).Select(fault => fault.Owner).ToHashSet();
        var processes = facts.Processes.Where(process => frozen.Contains(process.Owner)).Select(process => $"{process.Name}.{process.Incarnation}").ToHashSet();
        return facts.Fenced.Count(write => processes.Contains(write.Process));
    }
}
