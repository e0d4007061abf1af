using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Progress;
using AiDevFramework.Grains.Retention;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Telemetry;
using AiDevFramework.Grains.Workflow;
using Microsoft.Extensions.Hosting;
using Orleans.Placement;

namespace AiDevFramework.Grains.Projects;

/// <summary>
/// Takes the commands to one project, and has a <see cref="WorkflowRun"/> drive it. For a moment two activations can exist; the row version
/// decides which one writes, and the other drops what it knows. The run is a task of its own: a command that starts it returns at once, a
/// deactivation ends it.
/// </summary>
[RandomPlacement] // a waiting run costs next to nothing: an even spread is what limits the loss of a silo
internal sealed class ProjectGrain(
    IProjectStore store,
    RunLedger ledger,
    WorkflowRuns runs,
    RunNews news,
    RunHandOver handOver,
    LiveText liveText,
    LostRuns lostRuns,
    PurgeRequests purges,
    ILocalSiloDetails silo,
    IHostApplicationLifetime lifetime,
    TimeProvider clock) : Grain, IProjectGrain, ILiveText, IDisposable
{
    /// <summary>How often a command is decided anew when another writer came between: more means a fight over the row.</summary>
    private const int MaxDecisions = 5;

    private readonly CancellationTokenSource _deactivating = new();

    /// <summary>What is stored of a project that nobody drives; <see langword="null"/> where that is not known, and is to be loaded.</summary>
    private WorkflowState? _idle;

    /// <summary>What drives the project; <see langword="null"/> where nothing does.</summary>
    private WorkflowRun? _run;

    private Task _driving = Task.CompletedTask;
    private Task<CommandReply>? _cancelling;

    private WorkflowState? Known => _run?.State ?? _idle;

    private string Owner => silo.SiloAddress.ToParsableString();

    public async Task<ProjectView> CreateAsync(CreateProject command, CancellationToken cancellationToken)
    {
        if (Known is { } known)
        {
            return known.Project.ToView();
        }

        var created = NewProject.Of(this.GetPrimaryKey(), command, WireTime.Now(clock));
        var isNew = await store.TryCreateAsync(
            created, cancellationToken, CommandRecords.Of(CommandOrigin.Take(), Actions.Create, created));
        var stored = isNew ? WorkflowState.Of(created) : await store.FindAsync(created.Id, cancellationToken);
        _idle = stored ?? throw new StoreUnavailableException("The project was neither stored nor found.");
        return stored.Project.ToView();
    }

    public async Task<CommandReply> CreateOnceAsync(CreateProject command, CancellationToken cancellationToken)
    {
        var origin = CommandOrigin.Take();
        if (Known is null)
        {
            var created = NewProject.Of(this.GetPrimaryKey(), command, WireTime.Now(clock));
            if (await store.TryCreateAsync(created, cancellationToken, CommandRecords.Of(origin, Actions.Create, created)))
            {
                _idle = WorkflowState.Of(created);
                return new CommandReply(CommandOutcome.Accepted, created.ToView());
            }
        }

        return await FindRepeatedAsync(origin, cancellationToken) switch
        {
            { Outcome: CommandOutcome.NotFound } => new CommandReply(CommandOutcome.Deleted, null),
            { } repeated => repeated,
            null => throw new StoreUnavailableException("The project was neither stored nor found."),
        };
    }

    public Task<CommandReply> StartAsync(CancellationToken cancellationToken) =>
        DecideAsync(
            Actions.Start,
            state => WorkflowRules.CanStart(state.Project)
                ? WorkflowRules.Start(state, Owner, WireTime.Now(clock))
                : null,
            doneBefore: _ => false,
            cancellationToken);

    public Task<CommandReply> RetryAsync(CancellationToken cancellationToken) => RetryAsync(budget => budget, cancellationToken);

    public Task<CommandReply> RetryWithinAsync(decimal maxCostUsd, CancellationToken cancellationToken) =>
        RetryAsync(_ => Usd.Normalize(maxCostUsd), cancellationToken);

    public Task<CommandReply> RetryWithoutBudgetAsync(CancellationToken cancellationToken) => RetryAsync(_ => null, cancellationToken);

    public Task<CommandReply> CancelAsync(CancellationToken cancellationToken)
    {
        return _cancelling is { IsCompleted: false } ? _cancelling : _cancelling = CancelRunAsync();

        async Task<CommandReply> CancelRunAsync()
        {
            try
            {
                return await DecideAsync(
                    Actions.Cancel,
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

    public async Task<CommandReply> DeleteAsync(bool purge, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await DecideAsync(
                Actions.Delete,
                state => WorkflowRules.Delete(state, WireTime.Now(clock), purge, RunTrace.Of(state.Project)?.Id),
                doneBefore: _ => false,
                _deactivating.Token, // a run that was stopped for it must not be left so
                beforeDeciding: StopRunAsync);
            if (purge)
            {
                purges.Ask();
            }

            return reply;
        }
        catch
        {
            ReportLostRun();
            throw;
        }
    }

    public async Task ResumeAsync(string lostBy, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            DeactivateOnIdle(); // the next call finds a silo that stays
            throw new SiloUnavailableException("This silo is leaving.");
        }

        if (_run is not null)
        {
            return; // it goes on
        }

        _idle = await store.FindAsync(this.GetPrimaryKey(), cancellationToken);
        await DecideAsync(
            Actions.Resume,
            state => state.Project switch
            {
                { Status: WorkflowStatus.Processing } running => _run is null && IsFree(running.Owner, lostBy)
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
            await _driving.WaitAsync(cancellationToken);
        }
        finally
        {
            if (Known is { Project.Status: WorkflowStatus.Processing } state)
            {
                await (lifetime.ApplicationStopping.IsCancellationRequested ? handOver.HandOverAsync(state) : Task.CompletedTask);
                ReportLostRun(); // its owner is a silo that lives: no search for orphans would find it
            }
        }
    }

    public void Dispose()
    {
        _deactivating.Dispose();
        _run?.Dispose();
    }

    /// <param name="budget">The project's budget from now on, by the one it had.</param>
    private Task<CommandReply> RetryAsync(Func<decimal?, decimal?> budget, CancellationToken cancellationToken) =>
        DecideAsync(
            Actions.Retry,
            state => WorkflowRules.CanRetry(state.Project)
                ? WorkflowRules.Retry(state, Owner, WireTime.Now(clock), budget)
                : null,
            doneBefore: project => project is { Status: WorkflowStatus.Processing, Run: > 1 },
            cancellationToken);

    /// <summary>Whether the run may be taken over. A silo that was frozen, or that found the run at the same time as another one, must not
    /// take it from the silo that has it by now.</summary>
    private bool IsFree(string? owner, string lostBy) => owner == lostBy || owner == Owner || owner == ProjectSnapshot.NoOwner;

    /// <summary>Commits what <paramref name="decide"/> makes of the present state, and decides anew where the row had moved.</summary>
    /// <param name="action">See <see cref="Actions"/>.</param>
    /// <param name="decide">Returns <see langword="null"/> where the command does not apply.</param>
    /// <param name="doneBefore">Whether the same command has brought the project where it is.</param>
    private async Task<CommandReply> DecideAsync(
        string action,
        Func<WorkflowState, Transition?> decide,
        Func<ProjectSnapshot, bool> doneBefore,
        CancellationToken cancellationToken,
        Func<Task>? beforeDeciding = null)
    {
        var origin = CommandOrigin.Take();
        for (var decision = 0; decision < MaxDecisions; decision++)
        {
            if (await FindRepeatedAsync(origin, cancellationToken) is { } repeated)
            {
                return repeated;
            }

            if (beforeDeciding is not null)
            {
                await beforeDeciding();
            }

            if (await FindStateAsync(cancellationToken) is not { Project.DeletedAt: null } state)
            {
                return new CommandReply(CommandOutcome.NotFound, null);
            }

            if (decide(state) is not { } decided)
            {
                var outcome = doneBefore(state.Project) ? CommandOutcome.Accepted : CommandOutcome.Refused;
                return await FindRepeatedAsync(origin, cancellationToken) // where another silo carried it out since it was looked for
                    ?? new CommandReply(outcome, state.Project.ToView());
            }

            var transition = decided with { Records = CommandRecords.Of(origin, action, decided.Next.Project) };

            try
            {
                if (await ledger.TryCommitAsync(transition) is { } committed)
                {
                    news.Publish(state.Project, committed);
                    GoOnFrom(committed.Next);
                    return new CommandReply(CommandOutcome.Accepted, committed.Next.Project.ToView());
                }
            }
            catch (StoreUnavailableException)
            {
                ReportLostRun(); // it may be stored all the same, and then it must be run
                throw;
            }

            _idle = null; // decide on what the other writer wrote
        }

        throw new StoreUnavailableException("Other writers keep changing this project. Try again in a moment.");
    }

    /// <returns>The answer to a command that was carried out before, or whose key was another command's; <see langword="null"/> to one that
    /// is new, or has no key.</returns>
    private async Task<CommandReply?> FindRepeatedAsync(CommandOrigin? origin, CancellationToken cancellationToken)
    {
        if (origin?.Key is not { } key
            || await store.FindKeyAsync(key.Id, cancellationToken) is not { } known
            || !known.IsRemembered(clock.GetUtcNow()))
        {
            return null;
        }

        if (known.BodySha256 != key.BodySha256)
        {
            return new CommandReply(CommandOutcome.KeyTaken, null);
        }

        return await FindStateAsync(cancellationToken) is { Project.DeletedAt: null } state
            ? new CommandReply(CommandOutcome.Accepted, state.Project.ToView())
            : new CommandReply(CommandOutcome.NotFound, null);
    }

    /// <returns>The project as it is stored; <see langword="null"/> where it is not.</returns>
    private async Task<WorkflowState?> FindStateAsync(CancellationToken cancellationToken)
    {
        if (_run is { IsOver: true })
        {
            await _driving; // it has committed its last transition, and is about to leave
        }

        return Known ?? (_idle = await store.FindAsync(this.GetPrimaryKey(), cancellationToken));
    }

    /// <summary>Begins to drive the project, where something is left to do and nothing drives it.</summary>
    private void GoOnFrom(WorkflowState stored)
    {
        if (_run is not null || StepRules.NextStep(stored.Project) is null)
        {
            _idle = stored;
            return;
        }

        (_idle, _run) = (null, runs.Create(stored, _deactivating.Token));
        _driving = DriveAsync(_run); // outlives this call; hosted by a timer it would hold up a silo that stops
    }

    private async Task DriveAsync(WorkflowRun run)
    {
        using var counted = RunsInFlight.Enter();
        using var keepAlive = this.RegisterGrainTimer(
            static _ => Task.CompletedTask,
            new GrainTimerCreationOptions(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)) { KeepAlive = true, Interleave = true });
        var end = await run.DriveAsync();
        _run = null;
        run.Dispose();
        switch (end.Reason)
        {
            case RunEndReason.Finished:
                break; // the documents need not stay in memory until the activation is collected
            case RunEndReason.Stopped:
                _idle = end.State; // cancelled by a command, or the activation ends and another silo continues
                break;
            case RunEndReason.SiloStops:
                await handOver.HandOverAsync(end.State);
                DeactivateOnIdle();
                break;
            case RunEndReason.Broken:
                ReportLostRun();
                DeactivateOnIdle();
                await handOver.RefundAsync(end);
                break;
        }
    }

    private async Task StopRunAsync()
    {
        if (_run is { } run)
        {
            await run.StopAsync();
            await _driving;
        }
    }

    private void ReportLostRun()
    {
        _idle = null;
        lostRuns.Add(new LostRun(this.GetPrimaryKey(), Owner));
    }
}
