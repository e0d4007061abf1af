using System.Diagnostics;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Telemetry;
using AiDevFramework.Grains.Workflow;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Projects;

/// <summary>
/// One run of a project on this silo. It gets the state as it is stored, has one call after the other made, commits what each brings, and
/// ends with the state that others go on from. Until then nobody else changes that state.
/// </summary>
internal sealed partial class WorkflowRun(
    WorkflowState state,
    string silo,
    IPhaseWorker worker,
    RunLedger ledger,
    PendingCalls calls,
    RunNews news,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<WorkflowRun> logger,
    CancellationToken deactivating) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(deactivating);

    /// <summary>What is stored, as far as this silo knows.</summary>
    public WorkflowState State { get; private set; } = state;

    /// <summary>Whether nothing is left to be done but to end.</summary>
    public bool IsOver => StepRules.NextStep(State.Project) is null;

    private Guid ProjectId => State.Project.Id;

    /// <summary>Runs until the project has no next step or the run is stopped. Called once; never throws.</summary>
    public async Task<RunEnd> DriveAsync()
    {
        var stopping = _stop.Token;
        try
        {
            var trace = RunTrace.Of(State.Project);
            using var span = trace?.Drive(silo);
            Activity.Current = span; // never the call that started the run: it ends long before
            await Task.Yield(); // the command that started the run answers first
            await ledger.WaitForPricesAsync(State.Project, stopping);
            while (StepRules.NextStep(State.Project) is { } step)
            {
                stopping.ThrowIfCancellationRequested();
                await AdvanceAsync(step, trace?.Id, stopping);
            }

            return new RunEnd(RunEndReason.Finished, State);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new RunEnd(RunEndReason.Stopped, State);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return new RunEnd(RunEndReason.SiloStops, State);
        }
        catch (Exception exception)
        {
            LogRunStopped(exception, ProjectId); // its starter is long gone: only this line can tell
            var isCalledOff = exception is OperationCanceledException; // no transition of it is under way, nor will be taken any more
            return new RunEnd(RunEndReason.Broken, State) { Unsent = isCalledOff ? AttemptRules.UnstoredUnsent(State) : [] };
        }
    }

    /// <summary>Calls off what is under way. The run ends soon after; a result that is paid for is stored first.</summary>
    public Task StopAsync() => _stop.CancelAsync();

    public void Dispose() => _stop.Dispose();

    /// <summary>Has the next call made, once it is reserved.</summary>
    private async Task AdvanceAsync(Step step, string? traceId, CancellationToken stopping)
    {
        if (AttemptRules.FindOpen(State) is null)
        {
            var reservation = await ledger.ReserveNextAsync(State, deactivating);
            State = reservation.State;
            if (reservation is RunReservation.Refused { Reason: var reason })
            {
                await CommitAsync(WorkflowRules.Refuse(State, reason, WireTime.Now(clock), traceId));
                return;
            }
        }

        await CommitAsync(step, await AskAsync(step, stopping), traceId);
    }

    /// <summary>Has the worker make the call. When this has ended, in any way, the call can no longer begin or go on, and the state has the
    /// ends of its attempts.</summary>
    private async Task<StepReply> AskAsync(Step step, CancellationToken stopping)
    {
        var attempts = new CallAttempts(State, ledger, clock, deactivating);
        var call = calls.Begin(ProjectId, attempts);
        try
        {
            return await worker.RunAsync(StepRules.RequestFor(State, step), stopping);
        }
        finally
        {
            await call.DisposeAsync();
            State = attempts.Settled();
        }
    }

    /// <summary>Commits what a call brought. Where the database does not take it, the call is recorded with a failure instead, or the document that it was
    /// to mend is stored as it is: asked for again, it would be paid for again and most likely refused again.</summary>
    private async Task CommitAsync(Step step, StepReply reply, string? traceId)
    {
        try
        {
            await CommitAsync(WorkflowRules.Apply(State, step, reply, WireTime.Now(clock), traceId));
        }
        catch (RowsRefusedException exception)
        {
            LogRefused(exception, ProjectId, step);
            var failure = new StepFailure("The answer could not be stored. The log of the service has the details.", RetryAvailable: true);
            var best = MendEnd.ReplyFor(StepRules.RequestFor(State, step)) ?? new StepReply(CallVerdict.Failed, null, Text: null, Failure: failure);
            var unstored = best with { Call = reply.Call };
            await CommitAsync(WorkflowRules.Apply(State, step, unstored, WireTime.Now(clock), traceId));
        }
    }

    /// <summary>Commits a paid result, and hands the state on. A cancellation waits for it.</summary>
    private async Task CommitAsync(Transition transition)
    {
        var committed = await ledger.CommitAsync(transition, deactivating);
        news.Publish(State.Project, committed);
        State = committed.Next;
    }

    [LoggerMessage(LogLevel.Warning, "The run of project {ProjectId} stopped; the sweeper will restart it")]
    private partial void LogRunStopped(Exception exception, Guid projectId);

    [LoggerMessage(LogLevel.Error, "The answer to step {Step} of project {ProjectId} cannot be stored")]
    private partial void LogRefused(Exception exception, Guid projectId, Step step);
}
