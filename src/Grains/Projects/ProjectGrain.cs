using System.Diagnostics;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Abstractions.Telemetry;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Progress;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Telemetry;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;

namespace AiDevFramework.Grains.Projects;

/// <summary>
/// Drives one project. For a moment two activations can exist; the row version decides which one writes, and the other
/// drops what it knows. The run is a task of its own: a command that starts it returns at once, a deactivation ends it.
/// </summary>
[RandomPlacement] // a waiting run costs next to nothing: an even spread is what limits the loss of a silo
internal sealed partial class ProjectGrain(
    IProjectStore store,
    IAttemptStore attempts,
    IProgressFeed feed,
    LiveText liveText,
    LostRuns lostRuns,
    ILocalSiloDetails silo,
    OpenSteps steps,
    ICallPlanner planner,
    IOptions<BudgetOptions> budgets,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<ProjectGrain> logger) : Grain, IProjectGrain, ILiveText, IDisposable
{
    /// <summary>How often a command is decided anew when another writer came between: more means a fight over the row.</summary>
    private const int MaxDecisions = 5;

    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long a run with a budget waits for prices: a silo that has just started may have a run before it has them.</summary>
    private static readonly TimeSpan PricesPatience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _deactivating = new();
    private WorkflowState? _state;
    private Task _run = Task.CompletedTask;
    private CancellationTokenSource? _runStop;
    private Task<CommandReply>? _cancelling;

    public async Task<ProjectView> CreateAsync(CreateProject command, CancellationToken cancellationToken)
    {
        if (_state is null)
        {
            var now = WireTime.Now(clock);
            var created = new ProjectSnapshot(
                this.GetPrimaryKey(), command.UserId, command.Idea, WorkflowStatus.Created, null,
                ProjectMetadata.Empty with { MaxCostUsd = command.MaxCostUsd is { } limit ? Usd.Normalize(limit) : null },
                now, now, null, 1, null, 0, null, 0);
            if (await store.TryCreateAsync(created, cancellationToken))
            {
                _state = WorkflowState.Of(created);
            }
            else
            {
                await LoadAsync(cancellationToken);
            }
        }

        return (_state ?? throw new StoreUnavailableException("The project was neither stored nor found.")).Project.ToView();
    }

    public Task<CommandReply> StartAsync(CancellationToken cancellationToken) =>
        DecideAsync(
            state => WorkflowRules.CanStart(state.Project)
                ? WorkflowRules.Start(state, Owner, WireTime.Now(clock))
                : null,
            doneBefore: _ => false,
            cancellationToken);

    public Task<CommandReply> RetryAsync(CancellationToken cancellationToken) => RetryAsync(maxCostUsd: null, cancellationToken);

    public Task<CommandReply> RetryWithinAsync(decimal maxCostUsd, CancellationToken cancellationToken) =>
        RetryAsync(Usd.Normalize(maxCostUsd), cancellationToken);

    public Task<CommandReply> CancelAsync(CancellationToken cancellationToken)
    {
        return _cancelling is { IsCompleted: false } ? _cancelling : _cancelling = CancelRunAsync();

        async Task<CommandReply> CancelRunAsync()
        {
            try
            {
                return await DecideAsync(
                    state => WorkflowRules.CanCancel(state.Project)
                        ? WorkflowRules.Cancel(state, WireTime.Now(clock), RunTrace.Of(state.Project)?.Id)
                        : null,
                    doneBefore: project => project.Status is WorkflowStatus.Cancelled,
                    _deactivating.Token, // several callers may wait for this: none of them can call it off
                    beforeDeciding: StopRunAsync);
            }
            catch
            {
                ReportLostRun(); // the run was stopped and is not cancelled: it must go on
                throw;
            }
        }
    }

    public async Task ResumeAsync(string lostBy, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            DeactivateOnIdle(); // the next call finds a silo that stays
            throw new SiloUnavailableException("This silo is leaving.");
        }

        if (_run.IsCompleted)
        {
            await LoadAsync(cancellationToken);
            await DecideAsync(
                state => state.Project switch
                {
                    { Status: WorkflowStatus.Processing } running => _run.IsCompleted && IsFree(running.Owner, lostBy)
                        ? WorkflowRules.TakeOver(state, Owner, WireTime.Now(clock))
                        : null,
                    // Its start was not confirmed. What is under way to the database must not begin a run that nobody drives.
                    var idle => WorkflowRules.CanStart(idle) || WorkflowRules.CanRetry(idle)
                        ? WorkflowRules.Settle(state, WireTime.Now(clock))
                        : null,
                },
                doneBefore: _ => true,
                cancellationToken);
        }
    }

    /// <summary>Asked of this grain because the worker that it calls runs on the same silo.</summary>
    public Task WatchAsync(CancellationToken cancellationToken)
    {
        liveText.Watch(this.GetPrimaryKey());
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _deactivating.CancelAsync();
        try
        {
            await _run.WaitAsync(cancellationToken);
        }
        finally
        {
            if (_state?.Project.Status is WorkflowStatus.Processing)
            {
                await (lifetime.ApplicationStopping.IsCancellationRequested ? HandOverAsync() : Task.CompletedTask);
                ReportLostRun(); // its owner is a silo that lives: no search for orphans would find it
            }
        }
    }

    public void Dispose()
    {
        _deactivating.Dispose();
        _runStop?.Dispose();
    }

    /// <summary>Who is late must not take a run from the silo that has it by now: a silo that was frozen, or one of two that
    /// found it at the same time.</summary>
    private bool IsFree(string? owner, string lostBy) => owner == lostBy || owner == Owner || owner == ProjectSnapshot.NoOwner;

    private bool HasBudget => budgets.Value.MaxCostUsdPerUserPerDay > 0 || _state?.Project.Metadata.MaxCostUsd is not null;

    private string Owner => silo.SiloAddress.ToParsableString();

    private Task<CommandReply> RetryAsync(decimal? maxCostUsd, CancellationToken cancellationToken) =>
        DecideAsync(
            state => WorkflowRules.CanRetry(state.Project)
                ? WorkflowRules.Retry(state, Owner, WireTime.Now(clock), maxCostUsd)
                : null,
            doneBefore: project => project is { Status: WorkflowStatus.Processing, Run: > 1 },
            cancellationToken);

    /// <summary>Commits what <paramref name="decide"/> makes of the present state, and decides anew where the row had moved.</summary>
    /// <param name="decide">Returns <see langword="null"/> where the command does not apply.</param>
    /// <param name="doneBefore">Whether the same command has brought the project where it is.</param>
    private async Task<CommandReply> DecideAsync(
        Func<WorkflowState, Transition?> decide,
        Func<ProjectSnapshot, bool> doneBefore,
        CancellationToken cancellationToken,
        Func<Task>? beforeDeciding = null)
    {
        for (var decision = 0; decision < MaxDecisions; decision++)
        {
            if (beforeDeciding is not null)
            {
                await beforeDeciding();
            }

            if (_state is null)
            {
                await LoadAsync(cancellationToken);
            }

            if (_state is not { } state)
            {
                return new CommandReply(CommandOutcome.NotFound, null);
            }

            if (decide(state) is not { } transition)
            {
                var outcome = doneBefore(state.Project) ? CommandOutcome.Accepted : CommandOutcome.Refused;
                return new CommandReply(outcome, state.Project.ToView());
            }

            try
            {
                if (await TryCommitAsync(transition))
                {
                    EnsureRunning();
                    return new CommandReply(CommandOutcome.Accepted, transition.Next.Project.ToView());
                }
            }
            catch (StoreUnavailableException)
            {
                ReportLostRun(); // it may be stored all the same, and then it must be run
                throw;
            }

            _state = null; // decide on what the other writer wrote
        }

        throw new StoreUnavailableException("Other writers keep changing this project. Try again in a moment.");
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        _state = await store.FindAsync(this.GetPrimaryKey(), cancellationToken);

    /// <returns><see langword="false"/> where another writer came first; nothing was changed.</returns>
    private async Task<bool> TryCommitAsync(Transition transition)
    {
        using var span = Tracing.StartCommit(this.GetPrimaryKey());
        var riding = AttemptRules.Ride(transition, planner.PlanFor, transition.Next.Project.UpdatedAt);
        try
        {
            // Never called off half-way: what a caller's patience is worth is decided where the answer is awaited.
            if (!await store.TryCommitAsync(riding, CancellationToken.None))
            {
                return false; // another writer was first
            }
        }
        catch (BudgetReachedException)
        {
            riding = AttemptRules.WithoutOpening(riding);
            if (!await store.TryCommitAsync(riding, CancellationToken.None))
            {
                return false;
            }
        }

        Take(riding);
        return true;
    }

    private void Take(Transition committed)
    {
        WorkflowTelemetry.Record(_state?.Project, committed);
        WorkflowSpans.Tell(_state?.Project, committed);
        RunLog.Write(logger, _state?.Project, committed, RunTrace.Of(committed.Next.Project)?.Id);
        _state = committed.Next;
        feed.Publish(committed.Events); // after the commit: nobody hears of what was not stored
    }

    private void EnsureRunning()
    {
        if (_run.IsCompleted && _state is { } state && StepRules.NextStep(state.Project) is not null)
        {
            _runStop?.Dispose();
            _runStop = CancellationTokenSource.CreateLinkedTokenSource(_deactivating.Token);
            _run = RunAsync(_runStop.Token); // outlives this call; hosted by a timer it would hold up a silo that stops
        }
    }

    private async Task StopRunAsync()
    {
        if (_runStop is { } stop && !_run.IsCompleted)
        {
            await stop.CancelAsync();
            await _run;
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        using var counted = RunsInFlight.Enter();
        using var keepAlive = this.RegisterGrainTimer(
            static _ => Task.CompletedTask,
            new GrainTimerCreationOptions(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)) { KeepAlive = true, Interleave = true });
        try
        {
            var trace = _state is { Project: { } project } ? RunTrace.Of(project) : null;
            using var span = trace?.Drive(Owner);
            Activity.Current = span; // never the call that started the run: it ends long before
            await Task.Yield(); // the command that started the run answers first
            if (!planner.Ready.IsCompleted && HasBudget)
            {
                await planner.Ready.WaitAsync(PricesPatience, clock, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }

            var worker = GrainFactory.GetGrain<IPhaseWorker>(Shard.Of(this.GetPrimaryKey(), IPhaseWorker.Shards));
            while (_state is { } state && StepRules.NextStep(state.Project) is { } step)
            {
                stopping.ThrowIfCancellationRequested();
                if (AttemptRules.OpenOf(state) is { } first)
                {
                    var reply = await AskAsync(worker, StepRules.RequestFor(state, step), first, stopping);
                    await KeepAsync(step, reply, trace?.Id, stopping);
                }
                else if (await OpenAttemptAsync(planner.PlanFor(StepRules.RequestFor(state, step)), stopping) is { } refusal)
                {
                    await KeepAsync(WorkflowRules.Fail(_state!, refusal, WireTime.Now(clock), trace?.Id), stopping);
                }
            }

            _state = null; // finished: the documents need not stay in memory until the activation is collected
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // cancelled by a command, or the activation ends and another silo continues
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await HandOverAsync();
            DeactivateOnIdle();
        }
        catch (Exception exception)
        {
            LogRunStopped(exception, this.GetPrimaryKey()); // its starter is long gone: only this line can tell
            var untold = exception is OperationCanceledException && _state is { } state ? AttemptRules.UntoldUnsent(state) : [];
            ReportLostRun();
            DeactivateOnIdle();
            await ReleaseAsync(untold);
        }
    }

    /// <summary>When it has ended, however it did, the call is not under way any more and does not begin, and the state knows what
    /// became of its attempts.</summary>
    private async Task<StepReply> AskAsync(IPhaseWorker worker, StepRequest request, AttemptRecord first, CancellationToken stopping)
    {
        var open = steps.Open(request.ProjectId, first);
        var called = default(StepReply);
        try
        {
            var asking = worker.RunAsync(request, stopping);
            for (var wish = open.WishAsync(); await Task.WhenAny(asking, wish) == wish; wish = open.WishAsync())
            {
                await AnswerAsync(open, await wish, stopping);
            }

            return called = await asking;
        }
        finally
        {
            await open.DisposeAsync();
            if (_state is not null && (open.IsUsed || called?.Call is null))
            {
                _state = AttemptRules.Close(_state, open.Ends(over: true), WireTime.Now(clock));
            }
        }
    }

    /// <summary>Stores another attempt at the call that is under way.</summary>
    private async Task AnswerAsync(OpenStep open, AttemptWish wish, CancellationToken stopping)
    {
        try
        {
            _state = AttemptRules.Close(_state!, open.Ends(over: false), WireTime.Now(clock));
            if (await OpenAttemptAsync(wish.Plan, stopping) is { } refusal)
            {
                wish.Refuse(new LlmException(refusal.Message, refusal.RetryAvailable) { Detail = refusal.Detail, FixFirst = refusal.FixFirst });
            }
            else
            {
                open.Grant(wish, AttemptRules.OpenOf(_state!)!);
            }
        }
        catch (Exception exception)
        {
            wish.Refuse(new RunLostException("The attempt could not be stored.", exception));
            throw;
        }
    }

    /// <returns>Why the attempt may not be made; <see langword="null"/> where it is stored.</returns>
    private async Task<StepFailure?> OpenAttemptAsync(AttemptPlan plan, CancellationToken stopping)
    {
        if (AttemptRules.Refusal(_state!, plan) is not null)
        {
            await LearnCostsAsync(stopping); // one of them may make room
        }

        if (AttemptRules.Refusal(_state!, plan) is { } refusal)
        {
            return refusal;
        }

        await KeepAsync(AttemptRules.Open(_state!, plan, WireTime.Now(clock)), stopping);
        return AttemptRules.OpenOf(_state!) is null ? BudgetFailure.OfUser(budgets.Value.MaxCostUsdPerUserPerDay, plan) : null;
    }

    /// <summary>Asks the database what the provider has told of attempts that count at their reserved price.</summary>
    private async Task LearnCostsAsync(CancellationToken stopping)
    {
        if (_state!.Attempts.Exists(attempt => attempt is { Unsaved: false, CostUsd: null })
            && await store.FindAsync(this.GetPrimaryKey(), stopping) is { } stored)
        {
            _state = AttemptRules.Learn(_state, stored.Attempts);
        }
    }

    /// <summary>Commits what a call brought. Where the database does not take it, the call is recorded with a failure instead: asked
    /// for again, it would be paid for again and most likely refused again.</summary>
    private async Task KeepAsync(Step step, StepReply reply, string? traceId, CancellationToken stopping)
    {
        var state = _state ?? throw new InvalidOperationException($"Nothing is known of project {this.GetPrimaryKey()} any more.");
        try
        {
            await KeepAsync(WorkflowRules.Apply(state, step, reply, WireTime.Now(clock), traceId), stopping);
        }
        catch (RowsRefusedException exception)
        {
            LogRefused(exception, this.GetPrimaryKey(), step);
            var failure = new StepFailure("The answer could not be stored. The log of the service has the details.", RetryAvailable: true);
            await KeepAsync(
                WorkflowRules.Apply(
                    state, step, new StepReply(CallVerdict.Failed, reply.Call, Text: null, Failure: failure), WireTime.Now(clock), traceId),
                stopping);
        }
    }

    /// <summary>Commits a paid result, however long the database stays away.</summary>
    private async Task KeepAsync(Transition transition, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                if (await TryCommitAsync(transition))
                {
                    return;
                }

                break;
            }
            catch (StoreUnavailableException exception)
            {
                LogStoreUnavailable(exception, this.GetPrimaryKey());
                await Task.Delay(StoreRetryDelay, clock, _deactivating.Token); // a cancellation waits: the result is paid for
            }
        }

        var stored = await store.FindAsync(this.GetPrimaryKey(), stopping);
        if (stored is not null && RowStamp.Of(stored.Project) == RowStamp.Of(transition.Next.Project))
        {
            Take(transition with { Next = stored }); // the answer to an earlier try was lost, the commit was not
            return;
        }

        throw new InvalidOperationException($"Another writer has moved project {this.GetPrimaryKey()} on.");
    }

    /// <summary>Gives the run back, so that another silo goes on with it before this one has left.</summary>
    private async Task HandOverAsync()
    {
        if (_state is not { Project.Status: WorkflowStatus.Processing } state)
        {
            return;
        }

        _state = null;
        try
        {
            var release = WorkflowRules.Release(state, WireTime.Now(clock));
            await store.TryCommitAsync(AttemptRules.Ride(release, planner.PlanFor, release.Next.Project.UpdatedAt), CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotHandedOver(exception, this.GetPrimaryKey()); // the others find it when they find that this silo is gone
        }
    }

    /// <summary>The worker was called off, as this silo was voted out: no transition of it is taken any more, and none is under way. What
    /// it did not send nobody else can tell from what was lost.</summary>
    private async Task ReleaseAsync(IReadOnlyList<Guid> unsent)
    {
        try
        {
            foreach (var attempt in unsent)
            {
                await attempts.ReleaseAsync(attempt, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            LogNotReleased(exception, this.GetPrimaryKey()); // they stay unknown, at their reserved price
        }
    }

    private void ReportLostRun()
    {
        _state = null;
        lostRuns.Add(new LostRun(this.GetPrimaryKey(), Owner));
    }

    [LoggerMessage(LogLevel.Warning, "The run of project {ProjectId} stopped; the sweeper will restart it")]
    private partial void LogRunStopped(Exception exception, Guid projectId);

    [LoggerMessage(LogLevel.Warning, "The run of project {ProjectId} was not given back")]
    private partial void LogNotHandedOver(Exception exception, Guid projectId);

    [LoggerMessage(LogLevel.Warning, "Attempts of project {ProjectId} that were not sent could not be released")]
    private partial void LogNotReleased(Exception exception, Guid projectId);

    [LoggerMessage(LogLevel.Error, "The answer to step {Step} of project {ProjectId} cannot be stored")]
    private partial void LogRefused(Exception exception, Guid projectId, Step step);

    [LoggerMessage(LogLevel.Warning, "A result of project {ProjectId} waits for the database")]
    private partial void LogStoreUnavailable(Exception exception, Guid projectId);
}
