using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Projects;

/// <summary>What one activation knows of its project, and what drives it: one run at the most. Used by the activation alone, in its turns.</summary>
/// <param name="owner">The silo, as rows name it.</param>
/// <param name="keepAlive">Keeps the activation in memory until what it returns is disposed of.</param>
/// <param name="deactivate">Lets the activation end when its turn is over.</param>
internal sealed class DrivenProject(
    Guid id, string owner, IProjectStore store, WorkflowRuns runs, RunHandOver handOver, LostRuns lostRuns, Func<IDisposable> keepAlive, Action deactivate)
    : IDisposable
{
    private readonly CancellationTokenSource _ending = new();

    /// <summary>What is stored of a project that nobody drives; <see langword="null"/> where that is not known, and is to be loaded.</summary>
    private WorkflowState? _idle;

    /// <summary>What drives the project; <see langword="null"/> where nothing does.</summary>
    private WorkflowRun? _run;

    private Task _driving = Task.CompletedTask;

    public bool IsDriven => _run is not null;

    public WorkflowState? Known => _run?.State ?? _idle;

    /// <summary>Fires when the activation ends.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <returns>The project as it is stored; <see langword="null"/> where it is not.</returns>
    public async Task<WorkflowState?> FindAsync(CancellationToken cancellationToken)
    {
        if (_run is { IsOver: true })
        {
            await _driving; // it has committed its last transition, and is about to leave
        }

        return Known ?? await LoadAsync(cancellationToken);
    }

    /// <summary>Of a project that is not driven: reads what is stored now, whatever was known of it.</summary>
    public async Task<WorkflowState?> LoadAsync(CancellationToken cancellationToken) => _idle = await store.FindAsync(id, cancellationToken);

    /// <summary>Another writer has changed the row.</summary>
    public void Forget() => _idle = null;

    /// <summary>Begins to drive the project, where something is left to do and nothing drives it.</summary>
    public void GoOnFrom(WorkflowState stored)
    {
        if (_run is not null || StepRules.NextStep(stored.Project) is null)
        {
            _idle = stored;
            return;
        }

        (_idle, _run) = (null, runs.Create(stored, _ending.Token));
        _driving = DriveAsync(_run); // outlives this call; hosted by a timer it would hold up a silo that stops
    }

    public async Task StopAsync()
    {
        if (_run is { } run)
        {
            await run.StopAsync();
            await _driving;
        }
    }

    public void ReportLostRun()
    {
        _idle = null;
        lostRuns.Add(new LostRun(id, owner));
    }

    /// <summary>The activation ends, and its run with it.</summary>
    /// <param name="isHandedOver">Whether another silo is to go on at once, since this one leaves.</param>
    public async Task EndAsync(Func<bool> isHandedOver, CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        try
        {
            await _driving.WaitAsync(cancellationToken);
        }
        finally
        {
            if (Known is { Project.Status: WorkflowStatus.Processing } state)
            {
                await (isHandedOver() ? handOver.HandOverAsync(state) : Task.CompletedTask);
                ReportLostRun(); // its owner is a silo that lives: no search for orphans would find it
            }
        }
    }

    public void Dispose()
    {
        _ending.Dispose();
        _run?.Dispose();
    }

    private async Task DriveAsync(WorkflowRun run)
    {
        using var counted = RunsInFlight.Enter();
        using var kept = keepAlive();
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
                deactivate();
                break;
            case RunEndReason.Broken:
                ReportLostRun();
                deactivate();
                await handOver.RefundAsync(end);
                break;
        }
    }
}
