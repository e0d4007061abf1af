using System.Collections.Immutable;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Grains.State;

/// <summary>Everything the rules decide on: a project, its open phase run, its calls and its documents.</summary>
/// <param name="OpenPhase">The phase run that is processing; <see langword="null"/> where none is.</param>
/// <param name="Calls">All committed calls of the project, oldest first.</param>
internal sealed record WorkflowState(
    ProjectSnapshot Project,
    PhaseRun? OpenPhase,
    ImmutableList<CallRecord> Calls,
    ImmutableDictionary<DocumentType, StoredDocument> Documents)
{
    /// <summary>All attempts of the project, oldest first; none is open but at the call that is under way.</summary>
    public ImmutableList<AttemptRecord> Attempts { get; init; } = [];

    public static WorkflowState Of(ProjectSnapshot created) =>
        new(created, null, [], ImmutableDictionary<DocumentType, StoredDocument>.Empty);
}
