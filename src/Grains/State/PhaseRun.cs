using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.State;

/// <summary>A row of <c>workflow_states</c>: one execution of one phase. A retry adds a row, it never reopens one.</summary>
/// <param name="Id">Derived from project, run and phase, so that a transition written twice is the same row.</param>
/// <param name="InputJson">What the phase got, see <c>PhaseData</c>; a document is named, never copied.</param>
/// <param name="OutputJson">What the phase gave; <c>{}</c> until it ends.</param>
internal sealed record PhaseRun(
    Guid Id,
    Guid ProjectId,
    Phase Phase,
    PhaseRunStatus Status,
    string InputJson,
    string OutputJson,
    DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt);

/// <summary>Numbers are not stored; the names are.</summary>
internal enum PhaseRunStatus
{
    Processing,
    Completed,
    Failed,
    Cancelled,
}
