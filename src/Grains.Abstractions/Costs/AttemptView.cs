using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.Abstractions.Costs;

/// <summary>One request to a model and what became of its money.</summary>
/// <param name="UserId">Whose project it is of.</param>
/// <param name="Status">OPEN, ANSWERED, FAILED, CANCELLED or UNKNOWN: ended without it being known what it cost.</param>
/// <param name="ReservedUsd">The most it can cost in US dollars, six places; <see langword="null"/> where the model has no known price.</param>
/// <param name="CostUsd">What it cost in US dollars, six places; <see langword="null"/> until that is known.</param>
[GenerateSerializer, Immutable, Alias("aidev.attempt-view")]
public sealed record AttemptView(
    [property: Id(0)] Guid ProjectId,
    [property: Id(1)] Guid UserId,
    [property: Id(2)] Phase Phase,
    [property: Id(3)] string Model,
    [property: Id(4)] string Status,
    [property: Id(5)] decimal? ReservedUsd,
    [property: Id(6)] decimal? CostUsd,
    [property: Id(7)] int PromptTokens,
    [property: Id(8)] int CompletionTokens,
    [property: Id(9)] DateTimeOffset OpenedAt);
