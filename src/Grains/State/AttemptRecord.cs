using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.State;

/// <summary>A row of <c>llm_attempts</c>: one request to a model, stored before it is sent and again when it has ended.</summary>
/// <param name="CallNumber">The call of its step that it is an attempt at.</param>
/// <param name="Number">1 for the first attempt at the call.</param>
/// <param name="Model">The model that is asked.</param>
/// <param name="ReservedUsd">The most it can cost; <see langword="null"/> where the model has no known price.</param>
/// <param name="CostUsd">What it cost; <see langword="null"/> until that is known.</param>
/// <param name="PromptTokens">As reported; <see langword="null"/> where nothing was.</param>
/// <param name="GenerationId">The provider's id of the call.</param>
internal sealed record AttemptRecord(
    Guid Id,
    Guid ProjectId,
    int Run,
    Step Step,
    int CallNumber,
    int Number,
    string Model,
    string Provider,
    decimal? ReservedUsd,
    AttemptStatus Status,
    decimal? CostUsd,
    CostSource CostSource,
    int? PromptTokens,
    int? CompletionTokens,
    string? GenerationId,
    string? ErrorClass,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt)
{
    /// <summary>Whether the row differs from what is stored: the next transition writes it.</summary>
    public bool Unsaved { get; init; }

    /// <summary>The provider's own reason, cut and without secrets; <see langword="null"/> where it gave none.</summary>
    public string? ErrorDetail { get; init; }

    /// <summary>Whether its cost was found out after it had ended as unknown: it is in no row of <c>llm_logs</c>.</summary>
    public bool Settled { get; init; }

    /// <summary>What a budget counts it as.</summary>
    public decimal CountedUsd => CostUsd ?? ReservedUsd ?? 0m;
}
