using AiDevFramework.Grains.Progress;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Projects;

/// <summary>Tells metrics, traces, the log and the clients what was committed. Called once for each transition, and never before it is stored.</summary>
internal sealed class RunNews(IProgressFeed feed, ILogger<ProjectGrain> logger)
{
    /// <param name="before">The project before the transition.</param>
    public void Publish(ProjectSnapshot before, Transition committed)
    {
        WorkflowTelemetry.Record(before, committed);
        WorkflowSpans.Record(before, committed);
        RunLog.Write(logger, before, committed, RunTrace.Of(committed.Next.Project)?.Id);
        feed.Publish(committed.Events);
    }
}
