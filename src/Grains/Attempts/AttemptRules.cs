using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>
/// Which attempts at model calls a transition opens and closes. The first attempt at a call is stored with the transition that
/// makes the call the next one, and closed with the one that stores its answer, so that neither costs a commit. Pure.
/// </summary>
internal static class AttemptRules
{
    /// <summary>Nobody can tell what became of it: its silo was lost.</summary>
    public static readonly AttemptEnd Lost = new(AttemptStatus.Unknown, "lost", null);

    /// <returns>The attempt that may be sent now; <see langword="null"/> where none is open.</returns>
    public static AttemptRecord? OpenOf(WorkflowState state) => state.Attempts.Find(attempt => attempt.Status is AttemptStatus.Open);

    /// <summary>What all attempts of the project count in its budget.</summary>
    public static decimal SpentUsd(WorkflowState state) => state.Attempts.Sum(attempt => attempt.CountedUsd);

    /// <summary>Takes down how attempts ended; the next transition stores it. What is closed already stays as it is.</summary>
    public static WorkflowState Close(WorkflowState state, IReadOnlyDictionary<Guid, AttemptEnd> ends, DateTimeOffset now) =>
        state with
        {
            Attempts = state.Attempts.ConvertAll(attempt =>
                attempt.Status is AttemptStatus.Open && ends.TryGetValue(attempt.Id, out var end) ? Closed(attempt, end, now) : attempt),
        };

    /// <summary>Counts attempts of unknown cost at what the provider has told of them meanwhile.</summary>
    /// <param name="stored">The project's attempts as the database has them.</param>
    public static WorkflowState Learn(WorkflowState state, IEnumerable<AttemptRecord> stored)
    {
        var told = stored.Where(attempt => attempt.CostUsd is not null).ToDictionary(attempt => attempt.Id);
        return state with
        {
            Attempts = state.Attempts.ConvertAll(attempt =>
                attempt is { Unsaved: false, CostUsd: null } && told.TryGetValue(attempt.Id, out var known) ? known : attempt),
        };
    }

    /// <summary>Where nothing was said of the attempt that is open, the answer is what it brought.</summary>
    public static WorkflowState Answer(WorkflowState state, ModelCall? answered, DateTimeOffset now) =>
        answered is null || OpenOf(state) is not { } open
            ? state
            : Close(state, new Dictionary<Guid, AttemptEnd> { [open.Id] = AttemptEnd.Answered(answered) }, now);

    /// <summary>
    /// Closes what is still open as lost and opens the first attempt at the call that comes next. Opens none where the run has ended, was
    /// given back, or where the attempt does not fit into the project's budget: see <see cref="Refusal"/>.
    /// </summary>
    /// <param name="transition">Its next state has the attempts of the state it was made from.</param>
    public static Transition Ride(Transition transition, Func<StepRequest, AttemptPlan> plan, DateTimeOffset now)
    {
        if (transition.Attempts.Count > 0)
        {
            return transition; // it is about an attempt itself
        }

        var state = transition.Next with
        {
            Attempts = transition.Next.Attempts.ConvertAll(attempt =>
                attempt.Status is AttemptStatus.Open ? Closed(attempt, Lost, now) : attempt),
        };
        if (state.Project.Owner is not (null or ProjectSnapshot.NoOwner) && StepRules.NextStep(state.Project) is { } step)
        {
            var request = StepRules.RequestFor(state, step);
            var planned = plan(request);
            state = Refusal(state, planned) is null ? Opened(state, request, planned, now) : state;
        }

        return Saving(transition, state);
    }

    /// <summary>A further attempt at the call that comes next or is under way, and the ends of those before it. The project's budget
    /// is the caller's to ask about: see <see cref="Refusal"/>.</summary>
    public static Transition Open(WorkflowState state, AttemptPlan plan, DateTimeOffset now)
    {
        var step = StepRules.NextStep(state.Project)
            ?? throw new InvalidOperationException($"Project {state.Project.Id} waits for no call.");
        var bare = Transition.Bare(state, now);
        var closed = Unsent(bare.Next, now);
        return Saving(bare, Opened(closed, StepRules.RequestFor(closed, step), plan, now));
    }

    /// <summary>The same transition without the attempt that it opens.</summary>
    public static Transition WithoutOpening(Transition transition) =>
        OpenOf(transition.Next) is not { } open ? transition : transition with
        {
            Next = transition.Next with { Attempts = transition.Next.Attempts.RemoveAll(attempt => attempt.Id == open.Id) },
            Attempts = [.. transition.Attempts.Where(attempt => attempt.Id != open.Id)],
        };

    /// <returns>Why the project's own budget does not allow an attempt; <see langword="null"/> where it does.</returns>
    public static StepFailure? Refusal(WorkflowState state, AttemptPlan plan) => state.Project.Metadata.MaxCostUsd is not { } limit
        ? null
        : plan.ReservedUsd is not { } reserved
            ? BudgetFailure.OfUnknown(plan)
            : SpentUsd(state) + reserved <= limit ? null : BudgetFailure.OfProject(limit, SpentUsd(state), reserved);

    /// <summary>Attempts that are known here not to have been sent, and to nobody else as long as no transition says so.</summary>
    public static IReadOnlyList<Guid> UntoldUnsent(WorkflowState state) =>
        [.. state.Attempts.Where(attempt => attempt.Unsaved && attempt.ErrorClass == AttemptEnd.NotSent.ErrorClass).Select(attempt => attempt.Id)];

    /// <summary>What a call of the project's present step cost with all its attempts that reported anything.</summary>
    /// <param name="answered">The account of the answer, which gives the names; <see langword="null"/> without one.</param>
    public static ModelCall? AccountOf(WorkflowState state, Step step, ModelCall? answered)
    {
        var number = StepRules.CallNumberOf(state, step);
        var reported = state.Attempts
            .Where(attempt => attempt.Run == state.Project.Run && attempt.Step == step && attempt.CallNumber == number
                && !attempt.Settled
                && (attempt.Status is AttemptStatus.Answered
                    || (attempt.Status is AttemptStatus.Failed or AttemptStatus.Cancelled && attempt.PromptTokens is not null)))
            .ToList();
        if (reported is not [.., var last])
        {
            return answered;
        }

        var costUsd = reported.TrueForAll(attempt => attempt.CostUsd is not null)
            ? Money.Plausible(reported.Sum(attempt => attempt.CostUsd))
            : null;
        var (prompt, completion) = (reported.Sum(attempt => attempt.PromptTokens ?? 0), reported.Sum(attempt => attempt.CompletionTokens ?? 0));
        var names = answered ?? new ModelCall(
            last.Model, 0, 0, 0, null, CostSource.Unknown, Milliseconds(last), FinishReason: null, last.GenerationId);
        return names with
        {
            PromptTokens = prompt,
            CompletionTokens = completion,
            TotalTokens = prompt + completion,
            CostUsd = costUsd,
            CostSource = costUsd is null ? CostSource.Unknown
                : reported.Exists(attempt => attempt.CostSource is CostSource.PriceTable) ? CostSource.PriceTable : CostSource.Provider,
        };
    }

    /// <summary>Closes an attempt that was opened and given up before it was sent, for one of another model.</summary>
    private static WorkflowState Unsent(WorkflowState state, DateTimeOffset now) => state with
    {
        Attempts = state.Attempts.ConvertAll(attempt =>
            attempt.Status is AttemptStatus.Open ? Closed(attempt, AttemptEnd.NotSent, now) : attempt),
    };

    private static AttemptRecord Closed(AttemptRecord attempt, AttemptEnd end, DateTimeOffset now) => attempt with
    {
        Status = end.Status,
        CostUsd = end switch
        {
            { Status: AttemptStatus.Unknown } => null,
            { Call: { } call } => call.CostUsd is { } cost ? Usd.Normalize(cost) : null,
            _ => 0m,
        },
        CostSource = end switch
        {
            { Status: AttemptStatus.Unknown } => CostSource.Unknown,
            { Call: { } call } => call.CostUsd is null ? CostSource.Unknown : call.CostSource,
            _ => CostSource.Provider, // it charges nothing for what it did not get, or refused
        },
        PromptTokens = end.Call?.PromptTokens,
        CompletionTokens = end.Call?.CompletionTokens,
        GenerationId = end.Call?.GenerationId ?? end.GenerationId ?? attempt.GenerationId,
        ErrorClass = end.ErrorClass,
        ErrorDetail = end.Reason,
        ClosedAt = now,
        Unsaved = true,
    };

    private static WorkflowState Opened(WorkflowState state, StepRequest request, AttemptPlan plan, DateTimeOffset now)
    {
        var number = 1 + state.Attempts.Count(attempt =>
            attempt.Run == request.Run && attempt.Step == request.Step && attempt.CallNumber == request.CallNumber);
        var attempt = new AttemptRecord(
            StableId.Of(request.ProjectId, $"attempt/{request.Run}/{WireName.Of(request.Step)}/{request.CallNumber}/{number}"),
            request.ProjectId, request.Run, request.Step, request.CallNumber, number, plan.Model, plan.Provider, plan.ReservedUsd,
            AttemptStatus.Open, null, CostSource.Unknown, null, null, null, null, now, null)
        { Unsaved = true };
        return state with { Attempts = state.Attempts.Add(attempt) };
    }

    private static Transition Saving(Transition transition, WorkflowState state) => transition with
    {
        Next = state with { Attempts = state.Attempts.ConvertAll(attempt => attempt.Unsaved ? attempt with { Unsaved = false } : attempt) },
        Attempts = state.Attempts.FindAll(attempt => attempt.Unsaved),
    };

    private static int Milliseconds(AttemptRecord attempt) =>
        (int)Math.Clamp(((attempt.ClosedAt ?? attempt.OpenedAt) - attempt.OpenedAt).TotalMilliseconds, 0, int.MaxValue);
}
