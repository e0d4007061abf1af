using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Grains.State;

/// <summary>A row of <c>projects</c>.</summary>
/// <param name="Version">1 when created, one more with every transition: the fence against stale writers.</param>
/// <param name="Owner">The silo that drives the run, as its address spells; <see langword="null"/> where nobody does.</param>
/// <param name="Run">0 before the first start, 1 for the first run, one more for each retry.</param>
/// <param name="RunStartedAt">When the current or last run began; <see langword="null"/> before the first start.</param>
/// <param name="LastSeq">The number of the last stored event, 0 before the first.</param>
/// <param name="Takeovers">How often the run was taken over since its last committed answer: the sign of a run that ends
/// every silo it comes to.</param>
/// <param name="LedgerJson">What the idea demands, as <c>Plans.Ledger.LedgerJson</c> writes it; <see langword="null"/> where nothing is known of it
/// yet. No part of what the API shows.</param>
/// <param name="DeletedAt">Since when nobody sees it; <see langword="null"/>: it is not deleted.</param>
/// <param name="PurgeAt">When it was asked to be removed for good; <see langword="null"/>: after the time that deleted projects are kept.</param>
internal sealed record ProjectSnapshot(
    Guid Id,
    Guid UserId,
    string Idea,
    WorkflowStatus Status,
    Phase? CurrentPhase,
    ProjectMetadata Metadata,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CompletedAt,
    long Version,
    string? Owner,
    int Run,
    DateTimeOffset? RunStartedAt,
    long LastSeq,
    int Takeovers = 0,
    string? LedgerJson = null,
    DateTimeOffset? DeletedAt = null,
    DateTimeOffset? PurgeAt = null)
{
    /// <summary>The owner of a run that its silo has given back, because it was told to stop.</summary>
    public const string NoOwner = "-";

    public ProjectView ToView() =>
        new(Id, UserId, Idea, Status, CurrentPhase, Metadata, CreatedAt, UpdatedAt, CompletedAt, Run, LastSeq);
}
