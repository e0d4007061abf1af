using System.Globalization;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>What clients were told.</summary>
internal static class Commands
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    public static IEnumerable<string> Acknowledged(Facts facts)
    {
        var stored = facts.Projects.ToLookup(project => project.Mark);
        foreach (var create in facts.Operations.Where(operation => operation.Kind == "create"))
        {
            var found = stored[create.Mark].ToList();
            var right = create.Outcome switch
            {
                "ok" => found is [var only] && only.Id == create.Project,
                "fail" => found.Count == 0,
                _ => found.Count <= 1,
            };
            if (!right)
            {
                yield return $"The create of {create.Mark} was answered {create.Outcome} ({create.Status}), and {found.Count} are stored.";
            }
        }

        var projects = facts.Projects.ToDictionary(project => project.Id);
        foreach (var start in facts.Operations.Where(operation => operation is { Kind: "start" or "retry" or "cancel", Outcome: "ok" }))
        {
            if (!projects.TryGetValue(start.Project!.Value, out var project) || project.Run == 0)
            {
                yield return $"The {start.Kind} of {start.Project} was confirmed and is not stored.";
            }
        }
    }

    public static IEnumerable<string> MonotonicReads(Facts facts)
    {
        var states = facts.Events.GroupBy(item => item.ProjectId).ToDictionary(group => group.Key, group => StatesOf([.. group]));
        foreach (var read in facts.Operations.Where(operation => operation is { Kind: "read" or "probing" or "final", Outcome: "ok" }))
        {
            if (read.Answer is not { } answer || read.Project is not { } id)
            {
                continue;
            }

            var (status, phase) = (answer.GetProperty("status").GetString(), answer.GetProperty("current_phase").GetString());
            var known = states.GetValueOrDefault(id, [("CREATED", null)]);
            if (!known.Skip((int)Math.Min(read.Seen, known.Count)).Any(state => state == (status, phase)))
            {
                yield return $"{read.Client} had seen event {read.Seen} of {id} and then read {status}/{phase}.";
            }
        }

        foreach (var (before, now) in facts.Feeds.GroupBy(line => (line.Client, line.Project)).SelectMany(Cursors))
        {
            if (now < before)
            {
                yield return $"A feed that had seen event {before} was told that {now} is the last.";
            }
        }
    }

    public static IEnumerable<string> Healed(Facts facts)
    {
        var probes = facts.Operations.Where(operation => operation.Kind == "probe").ToList();
        foreach (var gateway in facts.Operations.Select(operation => operation.Gateway).Distinct().Order())
        {
            if (!probes.Any(probe => probe.Gateway == gateway))
            {
                yield return $"Gateway {gateway} was never probed.";
            }
        }

        foreach (var probe in probes.Where(probe => probe.Outcome != "ok"))
        {
            yield return $"The probe {probe.Mark} at gateway {probe.Gateway} took {(probe.Ended - probe.Began).TotalSeconds:0.0} s and ended {probe.Outcome}: {probe.Error}";
        }
    }

    /// <summary>As the client saw it, connecting included. A probe is many requests.</summary>
    public static IEnumerable<string> AnsweredInTime(Facts facts) =>
        from operation in facts.Operations
        where operation.Kind != "probe" && operation.Ended - operation.Began > _longest
        where !facts.Standstills.Any(still => still.Began <= operation.Ended && still.Ended >= operation.Began)
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{operation.Kind} of {operation.Project} at gateway {operation.Gateway} took {(operation.Ended - operation.Began).TotalSeconds:0.00} s from {operation.Began:O} and ended {operation.Status} {operation.Error}");

    /// <returns>Status and phase before the first event and after each.</returns>
    private static List<(string? Status, string? Phase)> StatesOf(List<EventRow> events)
    {
        var states = new List<(string?, string?)> { ("CREATED", null) };
        foreach (var item in events)
        {
            var (_, phase) = states[^1];
            states.Add(item.Type switch
            {
                "phase_started" => ("PROCESSING", EventText.Phase(item)),
                "workflow_completed" => ("COMPLETED", phase),
                "workflow_failed" => ("FAILED", phase),
                "workflow_cancelled" => ("CANCELLED", phase),
                _ => ("PROCESSING", phase),
            });
        }

        return states;
    }

    private static IEnumerable<(long Before, long Now)> Cursors(IEnumerable<FeedLine> feed)
    {
        var seen = 0L;
        foreach (var line in feed)
        {
            if (line is { Type: "connected", Raw: { } raw })
            {
                yield return (seen, EventText.Number(raw, "last_seq"));
            }

            seen = Math.Max(seen, line.Seq ?? 0);
        }
    }
}
