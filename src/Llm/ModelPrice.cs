using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Llm;

/// <summary>What a model costs, in US dollars per token. No part is negative.</summary>
/// <param name="Request">For each call, whatever its length.</param>
/// <param name="CacheRead">For prompt tokens that the provider had in its cache; <see langword="null"/>: as any other.</param>
/// <param name="CacheWrite">For prompt tokens that the provider puts into its cache: how many those are it does not always say, so
/// that only the most a call can cost takes it into account.</param>
/// <param name="Reasoning">For tokens of reasoning; <see langword="null"/>: as any other of the completion.</param>
/// <param name="From">The prompt tokens from which these prices hold.</param>
/// <param name="Tiers">Other prices, for longer prompts.</param>
/// <param name="Certain">Whether nothing but the prompt's length decides which prices hold. Where the time of day does as well, a
/// cost cannot be told, only the most it can be.</param>
internal sealed record ModelPrice(
    decimal Prompt,
    decimal Completion,
    decimal Request = 0m,
    decimal? CacheRead = null,
    decimal? CacheWrite = null,
    decimal? Reasoning = null,
    int From = 0,
    IReadOnlyList<ModelPrice>? Tiers = null,
    bool Certain = true)
{
    /// <summary>What OpenRouter takes on top where the customer's own key at a provider is charged.</summary>
    private const decimal GatewayFee = 1.055m;

    /// <param name="promptTokens">0 or more, cached ones included.</param>
    /// <param name="completionTokens">0 or more, reasoning included.</param>
    /// <returns>US dollars, rounded half-even to six places; <see langword="null"/> where it cannot be told.</returns>
    public decimal? CostUsd(int promptTokens, int completionTokens, int cachedTokens = 0, int reasoningTokens = 0)
    {
        if (!Certain)
        {
            return null;
        }

        var price = (Tiers ?? []).Where(tier => tier.From <= promptTokens).MaxBy(tier => tier.From) ?? this;
        var cached = Math.Clamp(cachedTokens, 0, promptTokens);
        var reasoning = Math.Clamp(reasoningTokens, 0, completionTokens);
        return Money.Plausible(Usd.Round(
            price.Request
            + ((promptTokens - cached) * price.Prompt) + (cached * (price.CacheRead ?? price.Prompt))
            + ((completionTokens - reasoning) * price.Completion) + (reasoning * (price.Reasoning ?? price.Completion))));
    }

    /// <param name="promptTokens">At least as many as there can be.</param>
    /// <returns>The most a call can cost, rounded up to six places; <see langword="null"/> where no call can cost that.</returns>
    public decimal? MostUsd(int promptTokens, int maxTokens)
    {
        var most = (Tiers ?? []).Append(this).Max(price =>
            price.Request
            + (promptTokens * Math.Max(price.Prompt, Math.Max(price.CacheRead ?? 0m, price.CacheWrite ?? 0m)))
            + (maxTokens * Math.Max(price.Completion, price.Reasoning ?? 0m)));
        return Money.Plausible(Usd.RoundUp(GatewayFee * most));
    }
}
