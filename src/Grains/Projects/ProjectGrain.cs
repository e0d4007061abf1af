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
    RepeatedCommands repeated,
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

    private DrivenProject _project = null!; // since the activation
    private Task<CommandReply>? _cancelling;

    private string Owner => silo.SiloAddress.ToParsableString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _project = new DrivenProject(this.GetPrimaryKey(), Owner, store, runs, handOver, lostRuns, KeepAlive, DeactivateOnIdle);
        return Task.CompletedTask;
    }

    public async Task<ProjectView> CreateAsync(CreateProject command, CancellationToken cancellationToken)
    {
        if (_project.Known is { } known)
        {
            return known.Project.ToView();
        }

        var stored = await TryCreateAsync(command, CommandOrigin.Take(), cancellationToken) ?? await _project.LoadAsync(cancellationToken)
            ?? throw new StoreUnavailableException("The project was neither stored nor found.");
        return stored.Project.ToView();
    }

    public async Task<CommandReply> CreateOnceAsync(CreateProject command, CancellationToken cancellationToken)
    {
        var origin = CommandOrigin.Take();
        if (_project.Known is null && await TryCreateAsync(command, origin, cancellationToken) is { } created)
        {
            return new CommandReply(CommandOutcome.Accepted, created.Project.ToView());
        }

        return await repeated.FindAsync(origin, _project.FindAsync, cancellationToken) switch
        {
            { Outcome: CommandOutcome.NotFound } => new CommandReply(CommandOutcome.Deleted, null),
            { } known => known,
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
        // Several callers may wait for this: none of them can call it off.
        return _cancelling is { IsCompleted: false } ? _cancelling : _cancelling = StopAndDecideAsync(
            Actions.Cancel,
            state => WorkflowRules.CanCancel(state.Project)
                ? WorkflowRules.Cancel(state, WireTime.Now(clock), RunTrace.Of(state.Project)?.Id)
                : null,
            doneBefore: project => project.Status is WorkflowStatus.Cancelled);
    }

    public async Task<CommandReply> DeleteAsync(bool purge, CancellationToken cancellationToken)
    {
        var reply = await StopAndDecideAsync(
            Actions.Delete,
            state => WorkflowRules.Delete(state, WireTime.Now(clock), purge, RunTrace.Of(state.Project)?.Id),
            doneBefore: _ => false);
        if (purge)
        {
            purges.Ask();
        }

        return reply;
    }

    public async Task ResumeAsync(string lostBy, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            DeactivateOnIdle(); // the next call finds a silo that stays
            throw new SiloUnavailableException("This silo is leaving.");
        }

        if (_project.IsDriven)
        {
            return; // it goes on
        }

        await _project.LoadAsync(cancellationToken);
        await DecideAsync(
            Actions.Resume,
            state => WorkflowRules.Resume(state, Owner, lostBy, isDriven: _project.IsDriven, WireTime.Now(clock)),
            doneBefore: _ => true,
            cancellationToken);
    }

    /// <summary>Asked of this grain because the worker that it calls runs on the same silo.</summary>
    public Task WatchAsync(CancellationToken cancellationToken)
    {
        liveText.Watch(this.GetPrimaryKey());
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _project.EndAsync(() => lifetime.ApplicationStopping.IsCancellationRequested, cancellationToken);

    public void Dispose() => _project?.Dispose();

    /// <returns><see langword="null"/> where a project with this id is stored, or was.</returns>
    private async Task<WorkflowState?> TryCreateAsync(CreateProject command, CommandOrigin? origin, CancellationToken cancellationToken)
    {
        var created = NewProject.Of(this.GetPrimaryKey(), command, WireTime.Now(clock));
        if (!await store.TryCreateAsync(created, cancellationToken, CommandRecords.Of(origin, Actions.Create, created)))
        {
            return null;
        }

        var stored = WorkflowState.Of(created);
        _project.GoOnFrom(stored); // there is nothing to do before its start
        return stored;
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

    /// <summary>Stops the run before it decides. Nobody who waits for it can call it off; a run that was stopped for a command that failed must
    /// go on.</summary>
    private async Task<CommandReply> StopAndDecideAsync(
        string action, Func<WorkflowState, Transition?> decide, Func<ProjectSnapshot, bool> doneBefore)
    {
        try
        {
            return await DecideAsync(action, decide, doneBefore, _project.Ending, beforeDeciding: _project.StopAsync);
        }
        catch
        {
            _project.ReportLostRun();
            throw;
        }
    }

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
            if (await repeated.FindAsync(origin, _project.FindAsync, cancellationToken) is { } known)
            {
                return known;
            }

            if (beforeDeciding is not null)
            {
                await beforeDeciding();
            }

            if (await _project.FindAsync(cancellationToken) is not { Project.DeletedAt: null } state)
            {
                return new CommandReply(CommandOutcome.NotFound, null);
            }

            if (decide(state) is not { } decided)
            {
                var outcome = doneBefore(state.Project) ? CommandOutcome.Accepted : CommandOutcome.Refused;
                return await repeated.FindAsync(origin, _project.FindAsync, cancellationToken) // where another silo carried it out since it was looked for
                    ?? new CommandReply(outcome, state.Project.ToView());
            }

            var transition = decided with { Records = CommandRecords.Of(origin, action, decided.Next.Project) };

            try
            {
                if (await ledger.TryCommitAsync(transition) is { } committed)
                {
                    news.Publish(state.Project, committed);
                    _project.GoOnFrom(committed.Next);
                    return new CommandReply(CommandOutcome.Accepted, committed.Next.Project.ToView());
                }
            }
            catch (StoreUnavailableException)
            {
                _project.ReportLostRun(); // it may be stored all the same, and then it must be run
                throw;
            }

            _project.Forget(); // decide on what the other writer wrote
        }

        throw new StoreUnavailableException("Other writers keep changing this project. Try again in a moment.");
    }

    private IGrainTimer KeepAlive() => this.RegisterGrainTimer(
        static _ => Task.CompletedTask,
        new GrainTimerCreationOptions(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)) { KeepAlive = true, Interleave = true });
}
