using System.Collections.Frozen;

namespace AiDevFramework.Llm;

/// <summary>List prices of the models the specification names, for providers that have no list of their own.</summary>
internal static class PriceTable
{
    private static readonly FrozenDictionary<string, ModelPrice> Prices =
        new Dictionary<string, ModelPrice>
        {
            ["openai/gpt-4o-mini"] = PerMillion(0.150m, 0.600m),
            ["openai/gpt-4o"] = PerMillion(2.50m, 10.00m),
            ["anthropic/claude-3.5-sonnet"] = PerMillion(3.00m, 15.00m),
            ["anthropic/claude-3-haiku"] = PerMillion(0.25m, 1.25m),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns><see langword="null"/> for a model without a price here, also for a dated or free variant of one: those are priced
    /// differently.</returns>
    public static ModelPrice? PriceOf(string model) => Prices.GetValueOrDefault(model);

    private static ModelPrice PerMillion(decimal prompt, decimal completion) => new(prompt / 1_000_000m, completion / 1_000_000m);
}
