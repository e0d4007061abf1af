using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>A project as stored, for readers.</summary>
/// <param name="Run">0 before the first start, 1 for the first run, one more for each retry.</param>
/// <param name="LastSeq">The highest event number stored, 0 before the first event.</param>
[GenerateSerializer, Immutable, Alias("aidev.project-view")]
public sealed record ProjectView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Guid UserId,
    [property: Id(2)] string Idea,
    [property: Id(3)] WorkflowStatus Status,
    [property: Id(4)] Phase? CurrentPhase,
    [property: Id(5)] ProjectMetadata Metadata,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] DateTimeOffset UpdatedAt,
    [property: Id(8)] DateTimeOffset? CompletedAt,
    [property: Id(9)] int Run,
    [property: Id(10)] long LastSeq);
