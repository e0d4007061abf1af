using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>
/// Which attempts at model calls a transition reserves and settles. The first attempt at a call is reserved in the transition that makes the
/// call the next one, and settled in the one that stores its answer, so that neither costs a commit. Pure.
/// </summary>
internal static class AttemptRules
{
    /// <summary>Nobody can tell what became of it: its silo was lost.</summary>
    public static readonly AttemptEnd Lost = new(AttemptStatus.Unknown, "lost", null);

    /// <returns>The attempt that is reserved and may be sent; <see langword="null"/> where there is none.</returns>
    public static AttemptRecord? FindOpen(WorkflowState state) => state.Attempts.Find(attempt => attempt.Status is AttemptStatus.Open);

    /// <summary>What all attempts of the project count in its budget.</summary>
    public static decimal SpentUsd(WorkflowState state) => state.Attempts.Sum(attempt => attempt.CountedUsd);

    /// <returns>Why the project's own budget has no room for an attempt; <see langword="null"/> where it has.</returns>
    public static StepFailure? Refusal(WorkflowState state, Quote quote)
    {
        if (state.Project.Metadata.MaxCostUsd is not { } limit)
        {
            return null;
        }

        if (quote.MostUsd is not { } mostUsd)
        {
            return BudgetFailure.OfUnknown(quote);
        }

        var spent = SpentUsd(state);
        return spent + mostUsd > limit ? BudgetFailure.OfProject(limit, spent, mostUsd) : null;
    }

    /// <summary>
    /// Settles attempts that are still open as lost, and reserves the first attempt at the call that comes next. Reserves none where the run
    /// has ended or was given back, and none for which the project's budget has no room.
    /// </summary>
    /// <param name="transition">Its next state has the attempts of the state it was made from.</param>
    public static Transition WithReservation(Transition transition, Func<StepRequest, Quote> quote, DateTimeOffset now)
    {
        var state = SettleOpen(transition.Next, Lost, now);
        var isDriven = state.Project.Owner is not (null or ProjectSnapshot.NoOwner);
        if (!isDriven || StepRules.NextStep(state.Project) is not { } step)
        {
            return Saving(transition, state);
        }

        var request = StepRules.RequestFor(state, step);
        var quoted = quote(request);
        return Saving(transition, Refusal(state, quoted) is null ? Reserved(state, request, quoted, now) : state);
    }

    /// <summary>Settles attempts that are still open as lost, and reserves none.</summary>
    /// <inheritdoc cref="WithReservation"/>
    public static Transition WithoutReservation(Transition transition, DateTimeOffset now) =>
        Saving(transition, SettleOpen(transition.Next, Lost, now));

    /// <summary>
    /// Reserves an attempt at the call that comes next or is under way, and changes nothing else but the ends of attempts before it. Whether
    /// the project's budget has room is the caller's to ask: see <see cref="Refusal"/>.
    /// </summary>
    public static Transition Reserve(WorkflowState state, Quote quote, DateTimeOffset now)
    {
        var step = StepRules.NextStep(state.Project)
            ?? throw new InvalidOperationException($"Project {state.Project.Id} waits for no call.");
        var bare = Transition.Bare(state, now);
        var settled = SettleOpen(bare.Next, AttemptEnd.NotSent, now); // it was given up for one of another model
        return Saving(bare, Reserved(settled, StepRules.RequestFor(settled, step), quote, now));
    }

    /// <summary>Replaces what attempts reserved by what they cost; the next transition stores it. Attempts that are settled stay as they are.</summary>
    public static WorkflowState Settle(WorkflowState state, IReadOnlyDictionary<Guid, AttemptEnd> ends, DateTimeOffset now) =>
        state with
        {
            Attempts = state.Attempts.ConvertAll(attempt =>
                attempt.Status is AttemptStatus.Open && ends.TryGetValue(attempt.Id, out var end) ? Settled(attempt, end, now) : attempt),
        };

    /// <summary>Settles the attempt that is still open, if any, as the one that brought the answer.</summary>
    public static WorkflowState SettleAnswered(WorkflowState state, ModelCall? answered, DateTimeOffset now) =>
        answered is null ? state : SettleOpen(state, AttemptEnd.Answered(answered), now);

    /// <summary>Whether the database may have learnt meanwhile what an attempt cost.</summary>
    public static bool HasUnknown(WorkflowState state) => state.Attempts.Exists(IsUnknown);

    /// <summary>Counts attempts of unknown cost at what the provider has told of them meanwhile.</summary>
    /// <param name="stored">The project's attempts as the database has them.</param>
    public static WorkflowState Reconcile(WorkflowState state, IEnumerable<AttemptRecord> stored)
    {
        var told = stored.Where(attempt => attempt.CostUsd is not null).ToDictionary(attempt => attempt.Id);
        return state with
        {
            Attempts = state.Attempts.ConvertAll(attempt =>
                IsUnknown(attempt) && told.TryGetValue(attempt.Id, out var known) ? known : attempt),
        };
    }

    /// <summary>Attempts that are known here not to have been sent, which no stored transition says yet.</summary>
    public static IReadOnlyList<Guid> UnstoredUnsent(WorkflowState state) =>
        [.. state.Attempts.Where(attempt => attempt.Unsaved && attempt.ErrorClass == AttemptEnd.NotSent.ErrorClass).Select(attempt => attempt.Id)];

    /// <summary>What a call of the project's present step cost with all its attempts that reported anything.</summary>
    /// <param name="answered">The account of the answer, which gives the names; <see langword="null"/> without one.</param>
    public static ModelCall? AccountOf(WorkflowState state, Step step, ModelCall? answered)
    {
        var number = StepRules.CallNumberOf(state, step);
        var reported = state.Attempts.FindAll(attempt =>
            attempt.Run == state.Project.Run && attempt.Step == step && attempt.CallNumber == number && HasReported(attempt));
        if (reported is not [.., var last])
        {
            return answered;
        }

        var (costUsd, source) = CostOf(reported);
        var (prompt, completion) = (reported.Sum(attempt => attempt.PromptTokens ?? 0), reported.Sum(attempt => attempt.CompletionTokens ?? 0));
        var names = answered ?? new ModelCall(
            last.Model, 0, 0, 0, null, CostSource.Unknown, Milliseconds(last), FinishReason: null, last.GenerationId);
        return names with
        {
            PromptTokens = prompt,
            CompletionTokens = completion,
            TotalTokens = prompt + completion,
            CostUsd = costUsd,
            CostSource = source,
        };
    }

    /// <summary>Whether the run knew of its cost or tokens when it ended: what was found out later is no part of the call.</summary>
    private static bool HasReported(AttemptRecord attempt) => !attempt.Settled && attempt.Status switch
    {
        AttemptStatus.Answered => true,
        AttemptStatus.Failed or AttemptStatus.Cancelled => attempt.PromptTokens is not null,
        _ => false,
    };

    /// <returns>The sum; unknown where one part is.</returns>
    private static (decimal? Usd, CostSource Source) CostOf(IReadOnlyCollection<AttemptRecord> attempts)
    {
        var costUsd = attempts.Any(attempt => attempt.CostUsd is null) ? null : Money.Plausible(attempts.Sum(attempt => attempt.CostUsd));
        if (costUsd is null)
        {
            return (null, CostSource.Unknown);
        }

        return (costUsd, attempts.Any(attempt => attempt.CostSource is CostSource.PriceTable) ? CostSource.PriceTable : CostSource.Provider);
    }

    private static bool IsUnknown(AttemptRecord attempt) => attempt is { Unsaved: false, CostUsd: null };

    private static WorkflowState SettleOpen(WorkflowState state, AttemptEnd end, DateTimeOffset now) => state with
    {
        Attempts = state.Attempts.ConvertAll(attempt => attempt.Status is AttemptStatus.Open ? Settled(attempt, end, now) : attempt),
    };

    private static AttemptRecord Settled(AttemptRecord attempt, AttemptEnd end, DateTimeOffset now) => attempt with
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

    private static WorkflowState Reserved(WorkflowState state, StepRequest request, Quote quote, DateTimeOffset now)
    {
        var number = 1 + state.Attempts.Count(attempt =>
            attempt.Run == request.Run && attempt.Step == request.Step && attempt.CallNumber == request.CallNumber);
        var attempt = new AttemptRecord(
            StableId.Of(request.ProjectId, $"attempt/{request.Run}/{WireName.Of(request.Step)}/{request.CallNumber}/{number}"),
            request.ProjectId, request.Run, request.Step, request.CallNumber, number, quote.Model, quote.Provider, quote.MostUsd,
            AttemptStatus.Open, null, CostSource.Unknown, null, null, null, null, now, null)
        { Unsaved = true };
        return state with { Attempts = state.Attempts.Add(attempt) };
    }

    /// <summary>The transition with what is unsaved of the state's attempts.</summary>
    private static Transition Saving(Transition transition, WorkflowState state) => transition with
    {
        Next = state with { Attempts = state.Attempts.ConvertAll(attempt => attempt.Unsaved ? attempt with { Unsaved = false } : attempt) },
        Attempts = state.Attempts.FindAll(attempt => attempt.Unsaved),
    };

    private static int Milliseconds(AttemptRecord attempt) =>
        (int)Math.Clamp(((attempt.ClosedAt ?? attempt.OpenedAt) - attempt.OpenedAt).TotalMilliseconds, 0, int.MaxValue);
}
