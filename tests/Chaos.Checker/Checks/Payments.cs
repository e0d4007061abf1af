using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>Our rows against the provider's own log.</summary>
internal static class Payments
{
    /// <summary>Clocks of one machine, and the time between the database's note of a write and the word that it is stored.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <summary>LLM_TIMEOUT_SECONDS of the driver's silos.</summary>
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(8);

    /// <summary>The provider finished these, and no service could use them: each is an attempt, made again.</summary>
    private static readonly string[] _unusable =
        ["content-filter", "empty-stop", "whitespace", "null-content", "no-choices", "refusal"];

    public static IEnumerable<string> BillAgrees(Facts facts)
    {
        var marks = facts.Projects.ToDictionary(project => project.Id, project => project.Mark);
        var calls = facts.Calls.ToDictionary(call => call.GenerationId);
        var ofStep = facts.Calls.ToLookup(call => (call.Mark, call.Step));
        var answered = facts.Attempts.Where(attempt => attempt is { Status: "ANSWERED", GenerationId: not null })
            .ToLookup(attempt => (attempt.ProjectId, attempt.Run, attempt.Step, attempt.CallNumber));
        foreach (var row in facts.ModelRows.Where(row => row.GenerationId is not null))
        {
            if (!calls.TryGetValue(row.GenerationId!, out var call) || call.Mark != marks[row.ProjectId] || call.Step != row.Step
                || (row.Verdict != "FAILED" && call.Outcome is not ("Completed" or "ClientGone")))
            {
                yield return $"The row of {row.Step} {row.CallNumber} of {row.ProjectId} names {row.GenerationId}, which the provider knows as {call?.Mark} {call?.Step} {call?.Outcome}.";
            }
            else if (row.CostSource == "PROVIDER" && call.BilledUsd is { } billed
                && !ofStep[(call.Mark, call.Step)].Any(other => _unusable.Contains(other.Behaviour)) // those are on the same row
                && row.CostUsd != decimal.Round(billed, 6) + Lost(answered[(row.ProjectId, row.Run, row.Step, row.CallNumber)], row, calls))
            {
                yield return $"The provider charged {billed} for {row.GenerationId}, and the row says {row.CostUsd}.";
            }
        }

        foreach (var twice in facts.ModelRows.Where(row => row.GenerationId is not null).GroupBy(row => row.GenerationId).Where(rows => rows.Count() > 1))
        {
            yield return $"{twice.Count()} rows name {twice.Key}.";
        }

        foreach (var text in facts.Attempts.Count > 0 ? AttemptsAgree(facts, marks, calls, ofStep) : [])
        {
            yield return text;
        }

        var named = facts.ModelRows.Select(row => row.GenerationId).ToHashSet();
        foreach (var project in facts.Projects)
        {
            var unknown = Unrecorded(facts, project, named).Count(call => call.Outcome == "Completed");
            if (unknown > Interruptions(facts, project.Id))
            {
                yield return $"{project.Id}: the provider finished {unknown} calls that no row names, and there were {Interruptions(facts, project.Id)} interruptions.";
            }
        }
    }

    /// <summary>What the provider charged for answers to the same call that never reached the run: a silo that was voted out had them. The row that asked
    /// again holds their price too.</summary>
    private static decimal Lost(IEnumerable<AttemptRow> answered, ModelRow row, Dictionary<string, CallLine> calls) => answered
        .Where(attempt => attempt.GenerationId != row.GenerationId && calls.ContainsKey(attempt.GenerationId!))
        .Sum(attempt => decimal.Round(calls[attempt.GenerationId!].BilledUsd ?? 0m, 6));

    /// <summary>Every request has a row, stored before it was sent, which is closed when its project's run has ended. A row that says
    /// that nothing was sent has no request and cost nothing.</summary>
    private static IEnumerable<string> AttemptsAgree(
        Facts facts, Dictionary<Guid, string> marks, Dictionary<string, CallLine> calls, ILookup<(string Mark, string Step), CallLine> ofStep)
    {
        var ended = facts.Projects.Where(project => project.Status != "PROCESSING").Select(project => project.Id).ToHashSet();
        foreach (var open in facts.Attempts.Where(attempt => attempt.Status == "OPEN" && ended.Contains(attempt.ProjectId)))
        {
            yield return $"Attempt {open.Attempt} at call {open.CallNumber} of {open.Step} of {open.ProjectId} was never closed.";
        }

        foreach (var unsent in facts.Attempts.Where(attempt => attempt.IsUnsent && attempt is not { Status: "CANCELLED", CostUsd: 0m, GenerationId: null }))
        {
            yield return $"Attempt {unsent.Attempt} at {unsent.Step} of {unsent.ProjectId} was not sent, and is {unsent.Status} at {unsent.CostUsd} with {unsent.GenerationId}.";
        }

        foreach (var attempt in facts.Attempts.Where(attempt => attempt.GenerationId is not null))
        {
            if (!calls.TryGetValue(attempt.GenerationId!, out var call) || call.Mark != marks[attempt.ProjectId] || call.Step != attempt.Step)
            {
                yield return $"Attempt {attempt.Attempt} at {attempt.Step} of {attempt.ProjectId} names {attempt.GenerationId}, which the provider knows as {call?.Mark} {call?.Step}.";
            }
            else if (attempt.IsSettled && call.BilledUsd is { } billed && attempt.CostUsd != decimal.Round(billed, 6))
            {
                yield return $"The provider charged {billed} for {attempt.GenerationId}, and its attempt says {attempt.CostUsd}.";
            }
        }

        var known = marks.Values.ToHashSet();
        var stored = facts.Attempts.Where(attempt => !attempt.IsUnsent).ToLookup(attempt => (marks[attempt.ProjectId], attempt.Step));
        foreach (var step in ofStep.Where(step => known.Contains(step.Key.Mark) && step.Count() > stored[step.Key].Count()))
        {
            yield return $"{step.Key.Step} of {step.Key.Mark} was asked for {step.Count()} times, and {stored[step.Key].Count()} attempts were stored.";
        }
    }

    public static IEnumerable<string> NoneAfterCommit(Facts facts)
    {
        var writes = facts.Writes.ToLookup(write => write.ProjectId);
        var calls = facts.Calls.ToLookup(call => (call.Mark, call.Step));
        var marks = facts.Projects.ToDictionary(project => project.Id, project => project.Mark);
        foreach (var row in facts.ModelRows.Where(row => row.Verdict == "ACCEPTED"))
        {
            var committed = writes[row.ProjectId].Where(write => write.At >= row.CreatedAt).Select(write => (DateTimeOffset?)write.At).Min() ?? row.CreatedAt;
            foreach (var late in calls[(marks[row.ProjectId], row.Step)].Where(call => call.StartedAt > committed + Margin))
            {
                yield return $"{row.Step} of {row.ProjectId} was committed {committed:O}, and call {late.GenerationId} began {late.StartedAt:O}.";
            }
        }
    }

    /// <summary>An attempt that could be used and is in no row was cut off, and each interruption cuts off one.</summary>
    public static IEnumerable<string> ExtraCalls(Facts facts)
    {
        var named = facts.ModelRows.Select(row => row.GenerationId).ToHashSet();
        foreach (var project in facts.Projects)
        {
            var extra = Unrecorded(facts, project, named).ToList();
            var allowed = Interruptions(facts, project.Id);
            if (extra.Count > allowed)
            {
                yield return $"{project.Id}: {extra.Count} extra calls ({string.Join(", ", extra.Select(call => $"{call.Step} {call.Behaviour} {call.Outcome}"))}), {allowed} interruptions.";
            }
        }
    }

    public static IEnumerable<string> NoneAfterCancel(Facts facts)
    {
        var calls = facts.Calls.ToLookup(call => call.Mark);
        foreach (var cancel in facts.Operations.Where(operation => operation is { Kind: "cancel", Outcome: "ok" }))
        {
            foreach (var late in calls[cancel.Mark].Where(call => call.StartedAt > cancel.Ended && !(IsAborted(call) && call.StartedAt < cancel.Ended + Margin)))
            {
                yield return $"{cancel.Mark} was cancelled {cancel.Ended:O}, and call {late.GenerationId} of {late.Step} began {late.StartedAt:O}.";
            }
        }
    }

    /// <summary>Usable answers, whole or cut by us, that no row names.</summary>
    private static IEnumerable<CallLine> Unrecorded(Facts facts, ProjectRow project, HashSet<string?> named) =>
        CallsOf(facts)[project.Mark].Where(call => call.Outcome is "Completed" or "ClientGone" && call.Status is 200 or 0
                && !named.Contains(call.GenerationId) && !_unusable.Contains(call.Behaviour) && !IsTooSlow(call))
            .GroupBy(call => call.Step)
            .SelectMany(calls =>
            {
                var slept = calls.Where(call => EndedInAFreeze(facts, project.Id, call)).Take(facts.Attempts.Count(attempt =>
                    attempt.ProjectId == project.Id && attempt.Step == calls.Key && attempt.Status == "UNKNOWN"));
                return calls.Except(slept.ToList());
            });

    /// <summary>The answer came while the silo that asked was frozen: when it wakes, its patience may be over before it reads. Each must
    /// be on record as an attempt with an unknown end.</summary>
    private static bool EndedInAFreeze(Facts facts, Guid project, CallLine call) => facts.Faults.Any(fault =>
        fault is { Struck: { } struck, Woken: { } woken, Owner: not null } && call.StartedAt <= woken && call.FinishedAt >= struck
        && WritesOf(facts)[project].Any(write => write.NewOwner == fault.Owner && write.At <= call.StartedAt));

    /// <summary>A call that the service gave up because its time was over, half of it without a token or all of it, is an attempt
    /// like any other. Source: LLM_TIMEOUT_SECONDS of the driver's silos, and docs/guide/settings.md.</summary>
    private static bool IsTooSlow(CallLine call) => call.Outcome == "ClientGone"
        && (call.Behaviour is "never-answers" or "stalled" or "comments-only"
            || call.FinishedAt - call.StartedAt >= (call.SentChars == 0 ? CallLimit / 2 : CallLimit));

    /// <summary>A request that was sent before and arrived after, when nobody wanted its answer any more.</summary>
    private static bool IsAborted(CallLine call) => call is { Outcome: "ClientGone", SentChars: 0 };

    private static int Interruptions(Facts facts, Guid project) => WritesOf(facts)[project].Count(write =>
        write.IsTakeover || write.NewStatus == "CANCELLED" || (write.NewStatus == "FAILED" && write.OldTakeovers > 0));

    private static ILookup<string, CallLine> CallsOf(Facts facts) => Indexes.Calls.GetValue(facts, _ => facts.Calls.ToLookup(call => call.Mark));

    private static ILookup<Guid, WriteRow> WritesOf(Facts facts) => Indexes.Writes.GetValue(facts, _ => facts.Writes.ToLookup(write => write.ProjectId));
}
