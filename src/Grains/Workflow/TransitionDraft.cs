using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Workflow;

/// <summary>Collects what one transition changes and numbers its events. Used once, by <see cref="WorkflowRules"/>.</summary>
internal sealed class TransitionDraft(WorkflowState state, DateTimeOffset now)
{
    private readonly List<PhaseRun> _phaseRuns = [];
    private readonly List<CallRecord> _calls = [];
    private readonly List<StoredDocument> _documents = [];
    private readonly List<ProgressEvent> _events = [];
    private readonly WorkflowState _from = state;
    private WorkflowState _next = state;
    private (int Errors, int Warnings)? _findings;

    public ProjectSnapshot Project => _next.Project;

    public Phase Phase => Project.CurrentPhase ?? throw new InvalidOperationException($"Project {Project.Id} is in no phase.");

    public TransitionDraft Set(Func<ProjectSnapshot, ProjectSnapshot> change)
    {
        _next = _next with { Project = change(Project) };
        return this;
    }

    public TransitionDraft BeginPhase(Phase phase)
    {
        var run = new PhaseRun(
            StableId.Of(Project.Id, $"phase-run/{Project.Run}/{WireName.Of(phase)}"),
            Project.Id,
            phase,
            PhaseRunStatus.Processing,
            PhaseData.Input(_next, phase),
            "{}",
            now,
            null);
        _phaseRuns.Add(run);
        _next = _next with { OpenPhase = run };
        return Set(project => project with { CurrentPhase = phase })
            .Announce(EventTypes.PhaseStarted, seq => EventPayload.PhaseStarted(seq, phase, now, Project.Metadata.Example));
    }

    /// <param name="facts">What the phase found out, or why it failed; <see langword="null"/> where there is nothing to say.</param>
    public TransitionDraft EndPhase(PhaseRunStatus status, object? facts)
    {
        var open = _next.OpenPhase ?? throw new InvalidOperationException($"Project {Project.Id} has no open phase run.");
        var calls = _next.Calls.Where(call => call.PhaseRunId == open.Id);
        _phaseRuns.Add(open with { Status = status, OutputJson = PhaseData.Output(facts, _documents, calls), CompletedAt = now });
        _next = _next with { OpenPhase = null };
        return this;
    }

    public void AddCall(Step step, StepReply reply, ModelCall call, string? traceId)
    {
        var phaseRun = _next.OpenPhase ?? throw new InvalidOperationException($"Project {Project.Id} has no open phase run.");
        var number = StepRules.CallNumberOf(_next, step);
        var record = new CallRecord(
            StableId.Of(Project.Id, $"call/{Project.Run}/{WireName.Of(step)}/{number}"),
            Project.Id,
            phaseRun.Id,
            Project.Run,
            phaseRun.Phase,
            step,
            number,
            reply.Text is null ? CallVerdict.Failed : reply.Verdict, // charged, and without an answer
            call with { CostUsd = call.CostUsd is { } cost ? Usd.Normalize(cost) : null },
            HasAll(step, reply) ? null : reply.Text,
            reply.Complaint,
            traceId,
            now,
            reply.Mend);
        _calls.Add(record);
        _next = _next with { Calls = _next.Calls.Add(record) };
        var unpriced = _next.Calls.Count(earlier => earlier.Call.CostUsd is null);
        Set(project => project with
        {
            Metadata = project.Metadata with
            {
                TotalCostUsd = CostOf(_next.Calls),
                UnpricedCalls = unpriced == 0 ? null : unpriced,
            },
        });
    }

    /// <summary>Records the cost of a call that ends without an answer: its attempts were charged all the same.</summary>
    public TransitionDraft RecordCharges(string? traceId)
    {
        if (StepRules.NextStep(Project) is { } step && AttemptRules.AccountOf(_next, step, answered: null) is { } charged)
        {
            AddCall(step, new StepReply(CallVerdict.Failed, charged, Text: null), charged, traceId);
        }

        return this;
    }

    public void AddDocument(DocumentRow row, Step step, string contentMd, StepFacts facts, IReadOnlyList<string>? concerns, int warnings)
    {
        List<CallRecord> calls = [.. StepRules.ConversationOf(_from, step), .. _calls];
        var model = (calls.FindLast(call => call.Verdict is not CallVerdict.Failed) ?? calls.LastOrDefault())?.Call.Model ?? "unknown";
        var document = new StoredDocument(
            StableId.Of(Project.Id, $"document/{WireName.Of(row.Type)}"),
            Project.Id,
            row.Type,
            contentMd,
            row.MetadataOf(facts, model, calls.Sum(call => (long)call.Call.TotalTokens), concerns) with
            {
                Recorded = Project.Metadata.Example is null ? null : true,
            },
            now);
        _documents.Add(document);
        _next = _next with { Documents = _next.Documents.SetItem(row.Type, document) };
        _findings = (concerns?.Count ?? 0, warnings);
        var (verdict, coverage) = PlanStanding.Of(Project, _next.Documents.Values);
        Set(project => project with { Metadata = project.Metadata with { Verdict = verdict, Coverage = coverage } });
    }

    public TransitionDraft AddFacts(StepFacts facts) => Set(project => project with { Metadata = facts.AddTo(project.Metadata) });

    public TransitionDraft EndRun(WorkflowStatus status)
    {
        PlanStanding.Forget(_next.Documents.Values);
        return Set(project => project with
        {
            Status = status,
            Owner = null,
            CompletedAt = now,
            Metadata = project.Metadata with { TotalDurationSeconds = SecondsSince(project.RunStartedAt ?? now) },
        });
    }

    public TransitionDraft PhaseCompleted()
    {
        var phase = Phase;
        var cost = CostOf(_next.Calls.Where(call => call.Phase == phase));
        var seconds = SecondsSince(_from.OpenPhase?.StartedAt ?? now);
        return Announce(EventTypes.PhaseCompleted, seq => EventPayload.PhaseCompleted(seq, phase, seconds, cost, _findings, now, Project.Metadata.Example));
    }

    public TransitionDraft PhaseFailed(StepFailure failure) =>
        Announce(EventTypes.PhaseFailed, seq => EventPayload.PhaseFailed(seq, Phase, failure, now));

    public TransitionDraft WorkflowCompleted() =>
        Announce(EventTypes.WorkflowCompleted, seq => EventPayload.WorkflowCompleted(
            seq, Project.Metadata.TotalDurationSeconds ?? 0, CostOf(_next.Calls), _next.Documents.Count, now, Project.Metadata.Example));

    public TransitionDraft WorkflowFailed(StepFailure failure) =>
        Announce(EventTypes.WorkflowFailed, seq => EventPayload.WorkflowFailed(seq, failure, now));

    public TransitionDraft WorkflowCancelled() =>
        Announce(EventTypes.WorkflowCancelled, seq => EventPayload.WorkflowCancelled(seq, Project.CurrentPhase, now));

    public Transition Build()
    {
        var version = _from.Project.Version;
        Set(project => project with { Version = version + 1, UpdatedAt = now });
        return new Transition(_next, version, _phaseRuns, _calls, _documents, _events);
    }

    /// <summary>Whether the stored document holds the whole answer, which is then not stored a second time. Answers to mends are always stored.</summary>
    private bool HasAll(Step step, StepReply reply) => reply is { Verdict: CallVerdict.Accepted, DocumentMd: not null, Concerns: null }
        && !StepRules.ConversationOf(_from, step).Any(call => call.Mend is not null);

    /// <returns>US dollars, or <see langword="null"/> where any of the calls has no known price.</returns>
    private static decimal? CostOf(IEnumerable<CallRecord> calls)
    {
        var total = 0m;
        foreach (var call in calls)
        {
            if (call.Call.CostUsd is not { } cost)
            {
                return null;
            }

            total += cost;
        }

        return Usd.Normalize(total);
    }

    private TransitionDraft Announce(string type, Func<long, Utf8Text> payload)
    {
        var seq = Project.LastSeq + 1;
        _events.Add(new ProgressEvent(Project.Id, seq, type, payload(seq), now));
        return Set(project => project with { LastSeq = seq });
    }

    private int SecondsSince(DateTimeOffset start) => (int)Math.Round(Math.Max(0, (now - start).TotalSeconds));
}
