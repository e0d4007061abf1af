using System.Diagnostics;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Telemetry;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Attempts;

/// <summary>
/// Commits the transitions of runs with the money that they move. A transition settles the attempts that have ended, and reserves the first
/// attempt at the call that comes next where the budgets have room for it: neither costs a commit of its own. Every other attempt, and one
/// that had no room, is asked for with <c>ReserveAsync</c>, whose answer says whether it may be sent.
/// </summary>
internal sealed partial class RunLedger(
    IProjectStore store, IQuotes quotes, IOptions<BudgetOptions> budgets, TimeProvider clock, ILogger<RunLedger> logger)
{
    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long a run with a budget waits for prices: a silo that has just started may have a run before it has them.</summary>
    private static readonly TimeSpan PricesPatience = TimeSpan.FromSeconds(10);

    private decimal DailyLimitUsd => budgets.Value.MaxCostUsdPerUserPerDay;

    /// <summary>Returns when the project's calls can be priced, or will not be for a while.</summary>
    public async Task WaitForPricesAsync(ProjectSnapshot project, CancellationToken cancellationToken)
    {
        var hasBudget = DailyLimitUsd > 0 || project.Metadata.MaxCostUsd is not null;
        if (hasBudget && project.Metadata.Example is null && !quotes.Ready.IsCompleted)
        {
            await quotes.Ready.WaitAsync(PricesPatience, clock, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Commits a transition once.</summary>
    /// <returns>What was stored; <see langword="null"/> where another writer came first and nothing was changed.</returns>
    /// <exception cref="StoreUnavailableException">It may be stored all the same.</exception>
    public async Task<Transition?> TryCommitAsync(Transition transition)
    {
        var now = transition.Next.Project.UpdatedAt;
        var reserving = AttemptRules.WithReservation(transition, quotes.QuoteFor, now);
        switch (await CommitOnceAsync(reserving))
        {
            case CommitResult.Committed:
                return reserving;
            case CommitResult.Stale:
                return null;
            case CommitResult.OverBudget:
                // What it brings is stored whatever the budget says. The run asks for the reservation by itself, and hears why not.
                var alone = AttemptRules.WithoutReservation(transition, now);
                return await CommitOnceAsync(alone) is CommitResult.Committed ? alone : null;
            case var result:
                throw new UnreachableException($"A commit ended {result}.");
        }
    }

    /// <summary>Commits a transition, however long the database stays away: what it holds is paid for.</summary>
    /// <param name="givingUp">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">Another writer has moved the project on.</exception>
    public Task<Transition> CommitAsync(Transition transition, CancellationToken givingUp) => UntilStoreIsBackAsync(
        transition.Next.Project.Id,
        async () => await TryCommitAsync(transition) ?? await FindStoredAsync(transition, givingUp),
        givingUp);

    /// <summary>Reserves the first attempt at the call that comes next.</summary>
    /// <inheritdoc cref="ReserveAsync(WorkflowState, Quote, CancellationToken)"/>
    public Task<RunReservation> ReserveNextAsync(WorkflowState state, CancellationToken givingUp)
    {
        var step = StepRules.NextStep(state.Project)
            ?? throw new InvalidOperationException($"Project {state.Project.Id} waits for no call.");
        return ReserveAsync(state, quotes.QuoteFor(StepRules.RequestFor(state, step)), givingUp);
    }

    /// <summary>Reserves an attempt that asks <paramref name="question"/> at the call that is under way.</summary>
    /// <inheritdoc cref="ReserveAsync(WorkflowState, Quote, CancellationToken)"/>
    public Task<RunReservation> ReserveAsync(WorkflowState state, ModelQuestion question, CancellationToken givingUp) =>
        ReserveAsync(state, quotes.QuoteFor(question), givingUp);

    /// <param name="givingUp">Ends the waiting for a database that is away.</param>
    /// <exception cref="InvalidOperationException">Another writer has moved the project on.</exception>
    private async Task<RunReservation> ReserveAsync(WorkflowState state, Quote quote, CancellationToken givingUp)
    {
        if (AttemptRules.Refusal(state, quote) is not null)
        {
            state = await ReconcileAsync(state, givingUp); // what the provider told meanwhile may make room
        }

        if (AttemptRules.Refusal(state, quote) is { } reason)
        {
            return new RunReservation.Refused(state, reason);
        }

        var reserving = AttemptRules.Reserve(state, quote, WireTime.Now(clock));
        return await UntilStoreIsBackAsync<RunReservation>(
            state.Project.Id,
            async () => await CommitOnceAsync(reserving) switch
            {
                CommitResult.Committed => GrantedBy(reserving.Next),
                CommitResult.Stale => GrantedBy((await FindStoredAsync(reserving, givingUp)).Next),
                CommitResult.OverBudget => new RunReservation.Refused(state, BudgetFailure.OfUser(DailyLimitUsd, quote)),
                var result => throw new UnreachableException($"A commit ended {result}."),
            },
            givingUp);
    }

    private static RunReservation.Granted GrantedBy(WorkflowState state) => new(
        state, AttemptRules.FindOpen(state) ?? throw new InvalidOperationException($"The attempt of project {state.Project.Id} is settled already."));

    /// <summary>Counts attempts of unknown cost at what the database has learnt of them meanwhile.</summary>
    private async Task<WorkflowState> ReconcileAsync(WorkflowState state, CancellationToken cancellationToken) =>
        AttemptRules.HasUnknown(state) && await store.FindAsync(state.Project.Id, cancellationToken) is { } stored
            ? AttemptRules.Reconcile(state, stored.Attempts)
            : state;

    private async Task<CommitResult> CommitOnceAsync(Transition transition)
    {
        using var span = Tracing.StartCommit(transition.Next.Project.Id);
        return await store.CommitAsync(transition, CancellationToken.None); // never called off half-way
    }

    /// <summary>For a commit that was stale: its answer may have been lost, and not the commit.</summary>
    private async Task<Transition> FindStoredAsync(Transition transition, CancellationToken cancellationToken)
    {
        var project = transition.Next.Project;
        var stored = await store.FindAsync(project.Id, cancellationToken);
        return stored is not null && RowStamp.Of(stored.Project) == RowStamp.Of(project)
            ? transition with { Next = stored }
            : throw new InvalidOperationException($"Another writer has moved project {project.Id} on.");
    }

    private async Task<T> UntilStoreIsBackAsync<T>(Guid projectId, Func<Task<T>> commit, CancellationToken givingUp)
    {
        while (true)
        {
            try
            {
                return await commit();
            }
            catch (StoreUnavailableException exception)
            {
                LogStoreUnavailable(exception, projectId);
                await Task.Delay(StoreRetryDelay, clock, givingUp);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A result of project {ProjectId} waits for the database")]
    private partial void LogStoreUnavailable(Exception exception, Guid projectId);
}
