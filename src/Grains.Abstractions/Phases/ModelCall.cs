namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>One model call as the provider accounted it.</summary>
/// <param name="Model">The model that answered, which may differ from the one asked for.</param>
/// <param name="CostUsd">US dollars, six places; <see langword="null"/> where no price is known. Never negative.</param>
/// <param name="LatencyMs">Wall-clock from sending the request to the last byte.</param>
/// <param name="FinishReason">The provider's word: <c>stop</c>, <c>length</c>, …</param>
/// <param name="GenerationId">The provider's id of the call, for reconciliation.</param>
/// <param name="CachedTokens">Part of <paramref name="PromptTokens"/>. For traces only: 0 in what was read back from the database.</param>
/// <param name="ReasoningTokens">Part of <paramref name="CompletionTokens"/>; else as <paramref name="CachedTokens"/>.</param>
[GenerateSerializer, Immutable, Alias("aidev.model-call")]
public sealed record ModelCall(
    [property: Id(0)] string Model,
    [property: Id(1)] int PromptTokens,
    [property: Id(2)] int CompletionTokens,
    [property: Id(3)] int TotalTokens,
    [property: Id(4)] decimal? CostUsd,
    [property: Id(5)] CostSource CostSource,
    [property: Id(6)] int LatencyMs,
    [property: Id(7)] string? FinishReason,
    [property: Id(8)] string? GenerationId,
    [property: Id(9)] int CachedTokens = 0,
    [property: Id(10)] int ReasoningTokens = 0);

/// <summary>Where a cost comes from. Numbers are wire format.</summary>
public enum CostSource
{
    Unknown = 0,

    /// <summary>The provider's own figure.</summary>
    Provider = 1,

    /// <summary>Token counts times a price table.</summary>
    PriceTable = 2,
}
