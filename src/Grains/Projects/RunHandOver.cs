using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Workflow;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Projects;

/// <summary>What a silo still does for a run that it leaves. Never throws: where it does not succeed, the others find out by themselves.</summary>
internal sealed partial class RunHandOver(RunLedger ledger, IAttemptStore attempts, RunNews news, TimeProvider clock, ILogger<RunHandOver> logger)
{
    /// <summary>Gives the run back, so that another silo goes on with it before this one has left.</summary>
    public async Task HandOverAsync(WorkflowState state)
    {
        try
        {
            if (await ledger.TryCommitAsync(WorkflowRules.Release(state, WireTime.Now(clock))) is { } released)
            {
                news.Publish(state.Project, released);
            }
        }
        catch (Exception exception)
        {
            LogNotHandedOver(exception, state.Project.Id); // the others find it when they find that this silo is gone
        }
    }

    /// <summary>Gives back what this silo reserved and did not send when it was voted out: nobody else can tell that from what was lost.</summary>
    public async Task RefundAsync(RunEnd end)
    {
        try
        {
            foreach (var attempt in end.Unsent)
            {
                await attempts.RefundAsync(attempt, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            LogNotRefunded(exception, end.State.Project.Id); // they stay unknown, at their reserved price
        }
    }

    [LoggerMessage(LogLevel.Warning, "The run of project {ProjectId} was not given back")]
    private partial void LogNotHandedOver(Exception exception, Guid projectId);

    [LoggerMessage(LogLevel.Warning, "Attempts of project {ProjectId} that were not sent could not be given back")]
    private partial void LogNotRefunded(Exception exception, Guid projectId);
}
