using System.Collections.Frozen;

namespace AiDevFramework.Grains.Llm;

/// <summary>List prices of the models the specification names, for providers that report tokens and no cost.</summary>
internal static class PriceTable
{
    /// <summary>What OpenRouter takes on top where the customer's own key at a provider is charged.</summary>
    private const decimal GatewayFee = 1.055m;

    // US dollars per million tokens.
    private static readonly FrozenDictionary<string, (decimal Input, decimal Output)> Prices =
        new Dictionary<string, (decimal, decimal)>
        {
            ["openai/gpt-4o-mini"] = (0.150m, 0.600m),
            ["openai/gpt-4o"] = (2.50m, 10.00m),
            ["anthropic/claude-3.5-sonnet"] = (3.00m, 15.00m),
            ["anthropic/claude-3-haiku"] = (0.25m, 1.25m),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>The most a call can cost, rounded up to six places.</returns>
    /// <param name="promptTokens">At least as many as there can be.</param>
    public static decimal? MostUsd(string model, int promptTokens, int maxTokens) =>
        Prices.TryGetValue(model, out var price)
            ? Money.Plausible(Math.Round(
                GatewayFee * ((promptTokens * price.Input) + (maxTokens * price.Output)) / 1_000_000m, 6, MidpointRounding.ToPositiveInfinity))
            : null;

    /// <param name="promptTokens">0 or more, cached ones included.</param>
    /// <param name="completionTokens">0 or more, reasoning included.</param>
    /// <returns>US dollars, rounded half-even to six places; <see langword="null"/> for a model without a price here, also for
    /// a dated or free variant of one: those are priced differently.</returns>
    public static decimal? CostUsd(string model, int promptTokens, int completionTokens) =>
        Prices.TryGetValue(model, out var price)
            ? Money.Round(((promptTokens * price.Input) + (completionTokens * price.Output)) / 1_000_000m)
            : null;
}
