using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>
/// What a project has found out so far: the <c>projects.metadata</c> column and the <c>metadata</c> member of the API,
/// in snake_case with absent members left out.
/// </summary>
[GenerateSerializer, Immutable, Alias("aidev.project-metadata")]
public sealed record ProjectMetadata
{
    public static readonly ProjectMetadata Empty = new();

    [Id(0)] public bool? UseEventStorming { get; init; }

    [Id(1)] public bool? UseVerticalApproach { get; init; }

    /// <summary>US dollars over all runs so far; absent before the first call and where any call's price is unknown.</summary>
    [Id(2)] public decimal? TotalCostUsd { get; init; }

    /// <summary>Wall-clock seconds of the last run, set when it ends.</summary>
    [Id(3)] public int? TotalDurationSeconds { get; init; }

    [Id(4)] public SmartDetectionFacts? SmartDetection { get; init; }

    [Id(5)] public EventStormingFacts? EventStorming { get; init; }

    [Id(6)] public PrdFacts? Prd { get; init; }

    [Id(7)] public TechStackFacts? TechStack { get; init; }

    [Id(8)] public ApproachFacts? Approach { get; init; }

    [Id(9)] public ExecutionPlanFacts? ExecutionPlan { get; init; }

    /// <summary>Why the last run failed, fit for a user's eyes.</summary>
    [Id(10)] public string? Error { get; init; }

    /// <summary>Whether the run can be tried again; present with <see cref="Error"/>. <see cref="FixFirst"/> says what has to change before.</summary>
    [Id(11)] public bool? RetryAvailable { get; init; }

    /// <summary>Calls whose price nobody knows; absent where there is none.</summary>
    [Id(12)] public int? UnpricedCalls { get; init; }

    /// <summary>What the project may cost at most in US dollars, over all its runs; absent where it has no budget of its own.</summary>
    [Id(13)] public decimal? MaxCostUsd { get; init; }

    /// <summary>What to do about <see cref="Error"/>, where that is a word for programs, as <c>budget</c>.</summary>
    [Id(14)] public string? ErrorDetail { get; init; }

    /// <summary>What has to change before a retry can succeed, as a sentence; absent where waiting is enough.</summary>
    [Id(15)] public string? FixFirst { get; init; }
}
