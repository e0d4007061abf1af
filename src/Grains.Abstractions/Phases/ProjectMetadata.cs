using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>
/// What a project has found out so far: the <c>projects.metadata</c> column and the <c>metadata</c> member of the API,
/// in snake_case with absent members left out. What a step found out is declared beside its facts; the order of all members in JSON is
/// that of their ids.
/// </summary>
[GenerateSerializer, Immutable, Alias("aidev.project-metadata")]
[Description("What a project has found out so far; members that are not known yet are left out.")]
public sealed partial record ProjectMetadata
{
    public static readonly ProjectMetadata Empty = new();

    [Id(0), JsonPropertyOrder(0)] public bool? UseEventStorming { get; init; }

    [Id(1), JsonPropertyOrder(1)] public bool? UseVerticalApproach { get; init; }

    /// <summary>US dollars over all runs so far; absent before the first call and where any call's price is unknown.</summary>
    [Id(2), JsonPropertyOrder(2)] public decimal? TotalCostUsd { get; init; }

    /// <summary>Wall-clock seconds of the last run, set when it ends.</summary>
    [Id(3), JsonPropertyOrder(3)] public int? TotalDurationSeconds { get; init; }

    /// <summary>Why the last run failed, fit for a user's eyes.</summary>
    [Id(10), JsonPropertyOrder(10)] public string? Error { get; init; }

    /// <summary>Whether the run can be tried again; present with <see cref="Error"/>. <see cref="FixFirst"/> says what has to change before.</summary>
    [Id(11), JsonPropertyOrder(11)] public bool? RetryAvailable { get; init; }

    /// <summary>Calls whose price nobody knows; absent where there is none.</summary>
    [Id(12), JsonPropertyOrder(12)] public int? UnpricedCalls { get; init; }

    /// <summary>What the project may cost at most in US dollars, over all its runs; absent where it has no budget of its own.</summary>
    [Id(13), JsonPropertyOrder(13)] public decimal? MaxCostUsd { get; init; }

    /// <summary>What to do about <see cref="Error"/>, where that is a word for programs, as <c>budget</c>.</summary>
    [Id(14), JsonPropertyOrder(14)] public string? ErrorDetail { get; init; }

    /// <summary>What has to change before a retry can succeed, as a sentence; absent where waiting is enough.</summary>
    [Id(15), JsonPropertyOrder(15)] public string? FixFirst { get; init; }

    /// <summary>The recorded example that the project shows, in all its runs; absent where a model or the planner answers.</summary>
    [Id(16), JsonPropertyOrder(16)] public string? Example { get; init; }

    /// <summary>What the documents are worth by now, as the checks say; absent before the first document, and of projects from before there were
    /// checks.</summary>
    [Id(17), JsonPropertyOrder(17)] public PlanVerdict? Verdict { get; init; }

    /// <summary>What of the plan is carried to its end; present with <see cref="Verdict"/>.</summary>
    [Id(18), JsonPropertyOrder(18)] public PlanCoverage? Coverage { get; init; }
}
