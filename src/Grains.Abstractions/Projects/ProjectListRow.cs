using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>A project as a list shows it.</summary>
/// <param name="Title">The idea's first line, at most 200 Unicode code points.</param>
/// <param name="Verdict">What its documents are worth; <see langword="null"/> before the first one, and where nobody asked.</param>
/// <param name="DurationSeconds">Wall-clock seconds of the last run; <see langword="null"/> until that has ended.</param>
/// <param name="CanRetry">Whether the run failed and can be tried again.</param>
/// <param name="Run">0 before the first start, 1 for the first run, one more for each retry.</param>
/// <param name="RunStartedAt">When the current or last run began.</param>
/// <param name="LastSeq">The number of the last event, 0 before the first.</param>
[GenerateSerializer, Immutable, Alias("aidev.project-list-row")]
public sealed record ProjectListRow(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Guid UserId,
    [property: Id(2)] string Title,
    [property: Id(3)] WorkflowStatus Status,
    [property: Id(4)] Phase? CurrentPhase,
    [property: Id(5)] PlanVerdict? Verdict,
    [property: Id(6)] PlanCoverage? Coverage,
    [property: Id(7)] ProjectCost Cost,
    [property: Id(8)] int? DurationSeconds,
    [property: Id(9)] int DocumentsGenerated,
    [property: Id(10)] bool CanRetry,
    [property: Id(11)] DateTimeOffset CreatedAt,
    [property: Id(12)] DateTimeOffset UpdatedAt,
    [property: Id(13)] DateTimeOffset? CompletedAt,
    [property: Id(14)] int Run,
    [property: Id(15)] DateTimeOffset? RunStartedAt,
    [property: Id(16)] long LastSeq);

/// <summary>What a project has cost over all its runs, as its cost report says.</summary>
/// <param name="KnownUsd">US dollars that are known to have been charged.</param>
/// <param name="UnpricedCalls">Calls without a known price.</param>
/// <param name="Unknowns">Attempts that ended without it being known what they cost.</param>
/// <param name="UnknownReservedUsd">The most those can have cost in US dollars; <see langword="null"/> where the price of any is not known.</param>
/// <param name="MaxUsd">What the project may cost at most; <see langword="null"/>: no limit of its own.</param>
[GenerateSerializer, Immutable, Alias("aidev.project-cost")]
public sealed record ProjectCost(
    [property: Id(0)] decimal KnownUsd,
    [property: Id(1)] int UnpricedCalls,
    [property: Id(2)] int Unknowns,
    [property: Id(3)] decimal? UnknownReservedUsd,
    [property: Id(4)] decimal? MaxUsd);
