using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Web.Runs;

/// <summary>One phase on the time line.</summary>
public sealed record RunPhase
{
    public required Phase Phase { get; init; }

    public required RunPhaseState State { get; init; }

    /// <summary>In the order in which they run.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>How often it was begun: more than once after a retry.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public int? DurationSeconds { get; init; }

    /// <summary>US dollars; <see langword="null"/> where it is not known, or the phase is not done.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Of the checks of its document.</summary>
    public (int Errors, int Warnings)? Findings { get; init; }

    public string? Error { get; init; }

    /// <summary>What it writes, where that is stored.</summary>
    public DocumentType? Document { get; init; }

    public IReadOnlyList<RunModelUse> Models { get; init; } = [];
}
