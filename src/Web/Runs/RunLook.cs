using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Web.Runs;

/// <summary>How the state of a run looks, in the tab's icon and beside its words.</summary>
internal static class RunLook
{
    /// <returns>A file of wwwroot/icons without its ending.</returns>
    public static string IconOf(RunModel run) => run.Status switch
    {
        WorkflowStatus.Processing => "running",
        WorkflowStatus.Completed => "done",
        WorkflowStatus.Failed when run.IsPaused => "waiting",
        WorkflowStatus.Failed => "failed",
        WorkflowStatus.Cancelled => "stopped",
        _ => "waiting",
    };

    /// <returns>A picture of <c>Icon</c> and the class of its colour.</returns>
    public static (string Sign, string Tone) Of(RunPhaseState state) => state switch
    {
        RunPhaseState.Running => ("run", "live"),
        RunPhaseState.Done => ("done", "good"),
        RunPhaseState.Failed => ("fail", "bad"),
        RunPhaseState.Stopped => ("stop", "plain"),
        RunPhaseState.LeftOut => ("dot", "plain"),
        _ => ("ring", "plain"),
    };
}
