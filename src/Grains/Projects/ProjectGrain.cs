using System.Diagnostics;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Progress;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Telemetry;
using AiDevFramework.Grains.Workflow;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
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
    PendingCalls calls,
    RunLedger ledger,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<ProjectGrain> logger) : Grain, IProjectGrain, ILiveText, IDisposable
{
    /// <summary>How often a command is decided anew when another writer came between: more means a fight over the row.</summary>
    private const int MaxDecisions = 5;

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
                        ? WorkflowRules.Fence(state, WireTime.Now(clock))
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
                if (await ledger.TryCommitAsync(transition) is { } committed)
                {
                    Announce(committed);
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

    /// <summary>Tells of what is stored.</summary>
    private void Announce(Transition committed)
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
            if (_state is { } begun)
            {
                await ledger.WaitForPricesAsync(begun.Project, stopping);
            }

            var worker = GrainFactory.GetGrain<IPhaseWorker>(Shard.Of(this.GetPrimaryKey(), IPhaseWorker.Shards));
            while (_state is { } state && StepRules.NextStep(state.Project) is { } step)
            {
                stopping.ThrowIfCancellationRequested();
                if (AttemptRules.FindOpen(state) is not null)
                {
                    await CommitAsync(step, await AskAsync(worker, state, step, stopping), trace?.Id);
                    continue;
                }

                var reservation = await ledger.ReserveNextAsync(state, _deactivating.Token);
                _state = reservation.State;
                if (reservation is RunReservation.Refused { Reason: var reason })
                {
                    await CommitAsync(WorkflowRules.Fail(reservation.State, reason, WireTime.Now(clock), trace?.Id));
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
            var unsent = exception is OperationCanceledException && _state is { } state ? AttemptRules.UnstoredUnsent(state) : [];
            ReportLostRun();
            DeactivateOnIdle();
            await RefundAsync(unsent);
        }
    }

    /// <summary>When it has ended, however it did, the call is not under way any more and does not begin, and the state knows what
    /// became of its attempts.</summary>
    private async Task<StepReply> AskAsync(IPhaseWorker worker, WorkflowState state, Step step, CancellationToken stopping)
    {
        var attempts = new CallAttempts(state, ledger, clock, _deactivating.Token);
        var call = calls.Begin(state.Project.Id, attempts);
        try
        {
            return await worker.RunAsync(StepRules.RequestFor(state, step), stopping);
        }
        finally
        {
            await call.DisposeAsync();
            if (_state is not null)
            {
                _state = attempts.Settled();
            }
        }
    }

    /// <summary>Commits what a call brought. Where the database does not take it, the call is recorded with a failure instead: asked
    /// for again, it would be paid for again and most likely refused again.</summary>
    private async Task CommitAsync(Step step, StepReply reply, string? traceId)
    {
        var state = _state ?? throw new InvalidOperationException($"Nothing is known of project {this.GetPrimaryKey()} any more.");
        try
        {
            await CommitAsync(WorkflowRules.Apply(state, step, reply, WireTime.Now(clock), traceId));
        }
        catch (RowsRefusedException exception)
        {
            LogRefused(exception, this.GetPrimaryKey(), step);
            var failure = new StepFailure("The answer could not be stored. The log of the service has the details.", RetryAvailable: true);
            await CommitAsync(WorkflowRules.Apply(
                state, step, new StepReply(CallVerdict.Failed, reply.Call, Text: null, Failure: failure), WireTime.Now(clock), traceId));
        }
    }

    /// <summary>Commits a paid result. A cancellation waits for it.</summary>
    private async Task CommitAsync(Transition transition) => Announce(await ledger.CommitAsync(transition, _deactivating.Token));

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
            await ledger.TryCommitAsync(WorkflowRules.Release(state, WireTime.Now(clock)));
        }
        catch (Exception exception)
        {
            LogNotHandedOver(exception, this.GetPrimaryKey()); // the others find it when they find that this silo is gone
        }
    }

    /// <summary>The worker was called off, as this silo was voted out: no transition of it is taken any more, and none is under way. What
    /// it did not send nobody else can tell from what was lost.</summary>
    private async Task RefundAsync(IReadOnlyList<Guid> unsent)
    {
        try
        {
            foreach (var attempt in unsent)
            {
                await attempts.RefundAsync(attempt, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            LogNotRefunded(exception, this.GetPrimaryKey()); // they stay unknown, at their reserved price
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

    [LoggerMessage(LogLevel.Warning, "Attempts of project {ProjectId} that were not sent could not be given back")]
    private partial void LogNotRefunded(Exception exception, Guid projectId);

    [LoggerMessage(LogLevel.Error, "The answer to step {Step} of project {ProjectId} cannot be stored")]
    private partial void LogRefused(Exception exception, Guid projectId, Step step);
}
