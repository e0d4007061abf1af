using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Workflow;

/// <summary>What a project becomes next. Pure: no I/O, no clock, no logging. Source: the specification, shown in docs/architecture/state-machine.md.</summary>
internal static class WorkflowRules
{
    /// <summary>Takeovers of a run without an answer in between. One more ends it: something about it stops its silos.</summary>
    public const int MaxTakeovers = 5;

    /// <returns>The phase that follows <paramref name="phase"/>, or <see langword="null"/> after the last one.</returns>
    public static Phase? NextPhase(Phase phase, bool useEventStorming)
    {
        foreach (var next in StepCatalogue.Phases.SkipWhile(earlier => earlier != phase).Skip(1))
        {
            if (useEventStorming || next is not Phase.EventStorming)
            {
                return next;
            }
        }

        return null;
    }

    public static bool CanStart(ProjectSnapshot project) => project.Status is WorkflowStatus.Created;

    public static bool CanRetry(ProjectSnapshot project) => project.Status is WorkflowStatus.Failed;

    public static bool CanCancel(ProjectSnapshot project) => project.Status is WorkflowStatus.Processing;

    public static Transition Start(WorkflowState state, string owner, DateTimeOffset now)
    {
        Require(CanStart(state.Project), state, "started");
        return BeginRun(state, Phase.SmartDetection, owner, now);
    }

    /// <summary>A new run that begins at the phase that failed; what was committed before stays.</summary>
    /// <param name="budget">The project's budget from now on, by the one it had; <see langword="null"/>: as it was.</param>
    public static Transition Retry(WorkflowState state, string owner, DateTimeOffset now, Func<decimal?, decimal?>? budget = null)
    {
        Require(CanRetry(state.Project), state, "retried");
        var metadata = budget is null
            ? state.Project.Metadata
            : state.Project.Metadata with { MaxCostUsd = budget(state.Project.Metadata.MaxCostUsd) };
        return BeginRun(
            state with { Project = state.Project with { Metadata = metadata } }, state.Project.CurrentPhase ?? Phase.SmartDetection, owner, now);
    }

    /// <summary>
    /// Makes <paramref name="owner"/> the only silo whose writes are accepted, and clients see nothing of it; or ends the run
    /// where it was taken over <see cref="MaxTakeovers"/> times and got no further. A run that was given back may change hands
    /// as often as silos are restarted: nothing went wrong with it.
    /// </summary>
    public static Transition TakeOver(WorkflowState state, string owner, DateTimeOffset now)
    {
        Require(state.Project.Status is WorkflowStatus.Processing, state, "taken over");
        var draft = new TransitionDraft(state, now);
        if (state.Project.Owner == ProjectSnapshot.NoOwner)
        {
            return draft.Set(project => project with { Owner = owner }).Build();
        }

        return state.Project.Takeovers < MaxTakeovers
            ? draft.Set(project => project with { Owner = owner, Takeovers = project.Takeovers + 1 }).Build()
            : Refuse(state with { Project = state.Project with { Owner = owner } }, new StepFailure(
                $"The phase was interrupted and resumed {MaxTakeovers} times without getting further.", RetryAvailable: true), now);
    }

    /// <summary>Goes on with a run whose owner is lost.</summary>
    /// <param name="lostBy">The owner as it was when it was found lost. A silo that was frozen, or that found the run at the same time as another
    /// one, must not take it from the silo that has it by now.</param>
    /// <param name="isDriven">Whether it is driven here already.</param>
    /// <returns><see langword="null"/> where there is nothing to do.</returns>
    public static Transition? Resume(WorkflowState state, string owner, string lostBy, bool isDriven, DateTimeOffset now)
    {
        if (state.Project is { Status: WorkflowStatus.Processing, Owner: var before })
        {
            return !isDriven && (before == lostBy || before == owner || before == ProjectSnapshot.NoOwner) ? TakeOver(state, owner, now) : null;
        }

        // Its start was not confirmed. What is under way to the database must not begin a run that nobody drives.
        return CanStart(state.Project) || CanRetry(state.Project) ? Fence(state, now) : null;
    }

    /// <summary>Gives the run back before its silo leaves: the others need not wait until it is gone. Clients see nothing of it.</summary>
    public static Transition Release(WorkflowState state, DateTimeOffset now)
    {
        Require(state.Project.Status is WorkflowStatus.Processing, state, "given back");
        return new TransitionDraft(state, now).Set(project => project with { Owner = ProjectSnapshot.NoOwner }).Build();
    }

    /// <summary>Changes nothing but the version: a start or retry whose outcome nobody learnt, and which the database may still
    /// carry out, finds the row moved and is refused.</summary>
    public static Transition Fence(WorkflowState state, DateTimeOffset now)
    {
        Require(CanStart(state.Project) || CanRetry(state.Project), state, "fenced");
        return new TransitionDraft(state, now).Build();
    }

    public static Transition Cancel(WorkflowState state, DateTimeOffset now, string? traceId = null)
    {
        Require(CanCancel(state.Project), state, "cancelled");
        var draft = new TransitionDraft(state, now).RecordCharges(traceId);
        return EndStep(draft, state)
            .EndRun(WorkflowStatus.Cancelled)
            .WorkflowCancelled()
            .Build();
    }

    /// <summary>The project is hidden, and its run ended as by a cancellation: what is still on its way to the database finds the row moved.</summary>
    /// <param name="purge">Whether it is to be removed for good as soon as may be.</param>
    public static Transition Delete(WorkflowState state, DateTimeOffset now, bool purge, string? traceId = null)
    {
        var draft = new TransitionDraft(state, now);
        if (CanCancel(state.Project))
        {
            EndStep(draft.RecordCharges(traceId), state).EndRun(WorkflowStatus.Cancelled).WorkflowCancelled();
        }

        return draft.Set(project => project with { DeletedAt = now, PurgeAt = purge ? now : null }).Build();
    }

    /// <summary>What the answer to a step's call makes of the project.</summary>
    public static Transition Apply(WorkflowState state, Step step, StepReply reply, DateTimeOffset now, string? traceId = null)
    {
        Require(StepRules.NextStep(state.Project) == step, state, $"moved on by step {step}");
        var answered = AttemptRules.SettleAnswered(state, reply.Call, now);
        var draft = new TransitionDraft(answered, now).Set(project => project with { Takeovers = 0 });
        if (AttemptRules.AccountOf(answered, step, reply.Call) is { } call)
        {
            draft.AddCall(step, reply, call, traceId);
        }

        return reply switch
        {
            { Verdict: CallVerdict.Continue or CallVerdict.Repair } => draft.Build(),
            { Verdict: CallVerdict.Failed, Failure: { } failure } => Fail(draft, failure),
            { Verdict: CallVerdict.Accepted, Facts: { } facts } => Accept(draft, step, reply, facts),
            _ => throw new UnreachableException($"A reply {reply.Verdict} to step {step} lacks its content."),
        };
    }

    /// <summary>The next call cannot be made. A document that is being mended is stored as it is, and the run goes on; else it ends.</summary>
    public static Transition Refuse(WorkflowState state, StepFailure failure, DateTimeOffset now, string? traceId = null) =>
        StepRules.NextStep(state.Project) is { } step && MendEnd.ReplyFor(StepRules.RequestFor(state, step)) is { } best
            ? Apply(state, step, best, now, traceId)
            : Fail(state, failure, now, traceId);

    /// <summary>Ends the run in its current phase for a reason that is not a model's answer.</summary>
    public static Transition Fail(WorkflowState state, StepFailure failure, DateTimeOffset now, string? traceId = null)
    {
        Require(state.Project.Status is WorkflowStatus.Processing, state, "failed");
        return Fail(new TransitionDraft(state, now), failure, traceId);
    }

    /// <summary>The phase ends cancelled; where its document is being mended, completed with the best that there is.</summary>
    private static TransitionDraft EndStep(TransitionDraft draft, WorkflowState state) =>
        StepRules.NextStep(state.Project) is { } step && MendEnd.ReplyFor(StepRules.RequestFor(state, step)) is { Facts: { } facts } best
            ? Complete(StoreLedger(draft.AddFacts(facts), best), step, best, facts)
            : draft.EndPhase(PhaseRunStatus.Cancelled, facts: null);

    private static Transition BeginRun(WorkflowState state, Phase phase, string owner, DateTimeOffset now) =>
        new TransitionDraft(state, now)
            .Set(project => project with
            {
                Status = WorkflowStatus.Processing,
                Owner = owner,
                Takeovers = 0,
                Run = project.Run + 1,
                RunStartedAt = now,
                CompletedAt = null,
                Metadata = project.Metadata with
                {
                    Error = null,
                    ErrorDetail = null,
                    RetryAvailable = null,
                    FixFirst = null,
                    TotalDurationSeconds = null,
                },
            })
            .BeginPhase(phase)
            .Build();

    private static Transition Accept(TransitionDraft draft, Step step, StepReply reply, StepFacts facts)
    {
        draft.AddFacts(facts);
        StoreLedger(draft, reply);
        if (!StepRules.EndsPhase(step))
        {
            return draft.Build();
        }

        Complete(draft, step, reply, facts);
        var next = NextPhase(draft.Phase, draft.Project.Metadata.UseEventStorming ?? false);
        return next is { } phase
            ? draft.BeginPhase(phase).Build()
            : draft.EndRun(WorkflowStatus.Completed).WorkflowCompleted().Build();
    }

    private static TransitionDraft StoreLedger(TransitionDraft draft, StepReply reply) =>
        reply.LedgerJson is { } ledger ? draft.Set(project => project with { LedgerJson = ledger }) : draft;

    /// <summary>The phase ends with what its last step brought.</summary>
    private static TransitionDraft Complete(TransitionDraft draft, Step step, StepReply reply, StepFacts facts)
    {
        if (StepCatalogue.Of(step).Document is { } document)
        {
            draft.AddDocument(document, step, reply.DocumentMd
                ?? throw new UnreachableException($"An accepted reply to step {step} lacks its document."), facts, reply.Concerns, reply.Warnings);
        }

        return draft.EndPhase(PhaseRunStatus.Completed, facts).PhaseCompleted();
    }

    private static Transition Fail(TransitionDraft draft, StepFailure failure, string? traceId = null) =>
        draft
            .RecordCharges(traceId)
            .EndPhase(PhaseRunStatus.Failed, new { error = failure.Message, failure.Detail, failure.RetryAvailable, failure.FixFirst })
            .Set(project => project with
            {
                Metadata = project.Metadata with
                {
                    Error = failure.Message,
                    ErrorDetail = failure.Detail,
                    RetryAvailable = failure.RetryAvailable,
                    FixFirst = failure.FixFirst,
                },
            })
            .EndRun(WorkflowStatus.Failed)
            .PhaseFailed(failure)
            .WorkflowFailed(failure)
            .Build();

    private static void Require(bool allowed, WorkflowState state, string what)
    {
        if (!allowed)
        {
            throw new InvalidOperationException(
                $"Project {state.Project.Id} is {state.Project.Status} in phase {state.Project.CurrentPhase}: it cannot be {what}.");
        }
    }
}
