using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Grains.State;

/// <summary>
/// One step of a project from a stored state to the next: written in one transaction, and only where the row still has
/// <see cref="ExpectedVersion"/>.
/// </summary>
/// <param name="Next">The state after it; its project's version is <see cref="ExpectedVersion"/> + 1.</param>
/// <param name="PhaseRuns">New or changed rows of <c>workflow_states</c>, by id.</param>
/// <param name="Events">Numbered on from the stored state's last event, without a hole.</param>
internal sealed record Transition(
    WorkflowState Next,
    long ExpectedVersion,
    IReadOnlyList<PhaseRun> PhaseRuns,
    IReadOnlyList<CallRecord> Calls,
    IReadOnlyList<StoredDocument> Documents,
    IReadOnlyList<ProgressEvent> Events)
{
    /// <summary>New or changed rows of <c>llm_attempts</c>, by id.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; init; } = [];

    /// <summary>What the command behind it leaves.</summary>
    public CommandRecords Records { get; init; } = CommandRecords.None;

    /// <summary>Moves the project's version on, and changes nothing else.</summary>
    public static Transition Bare(WorkflowState state, DateTimeOffset now)
    {
        var version = state.Project.Version;
        return new(state with { Project = state.Project with { Version = version + 1, UpdatedAt = now } }, version, [], [], [], []);
    }
}
