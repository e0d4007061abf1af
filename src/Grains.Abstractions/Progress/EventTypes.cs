namespace AiDevFramework.Grains.Abstractions.Progress;

/// <summary>The <c>type</c> of every event a client can see.</summary>
public static class EventTypes
{
    /// <summary>First message of a connection; not stored, no <c>seq</c>.</summary>
    public const string Connected = "connected";

    /// <summary>Answer to a ping; not stored, no <c>seq</c>.</summary>
    public const string Pong = "pong";

    /// <summary>Text that is being written, for clients that ask for it; not stored, no <c>seq</c>.</summary>
    public const string PhaseProgress = "phase_progress";

    public const string PhaseStarted = "phase_started";
    public const string PhaseCompleted = "phase_completed";
    public const string PhaseFailed = "phase_failed";
    public const string WorkflowCompleted = "workflow_completed";
    public const string WorkflowFailed = "workflow_failed";
    public const string WorkflowCancelled = "workflow_cancelled";

    /// <returns>Whether a run ends with this event. Each run has exactly one such event, its last.</returns>
    public static bool EndsRun(string type) => type is WorkflowCompleted or WorkflowFailed or WorkflowCancelled;
}
