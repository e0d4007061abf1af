using System.Collections.Frozen;
using System.Text.Json;

namespace AiDevFramework.Llm;

/// <summary>Reads <c>GET /models</c>. What is odd about a model makes that model unknown, never the list. Pure.</summary>
internal static class ModelList
{
    /// <summary>Members of a tier that are prices; in <c>pricing</c> itself every text is one.</summary>
    private static readonly FrozenSet<string> Prices = FrozenSet.ToFrozenSet(
        ["prompt", "completion", "request", "image", "input_cache_read", "input_cache_write", "internal_reasoning"], StringComparer.Ordinal);

    private const string MinPromptTokens = "min_prompt_tokens";

    /// <returns>The models by id.</returns>
    public static FrozenDictionary<string, ListedModel> Read(JsonElement root)
    {
        var models = new Dictionary<string, ListedModel>(StringComparer.Ordinal);
        var list = root.ValueKind is JsonValueKind.Array ? root : LenientJson.Find(root, "data") ?? LenientJson.Find(root, "models");
        if (list is { ValueKind: JsonValueKind.Array } data)
        {
            foreach (var model in data.EnumerateArray())
            {
                if (LenientJson.Text(model, "id") is { Length: > 0 } id)
                {
                    var pricing = LenientJson.Find(model, "pricing");
                    models[id] = new ListedModel(pricing is not null, pricing is { } parts ? PriceOf(parts) : null, ListedLimits.Of(model))
                    {
                        Refused = ListedLimits.RefusedBy(model),
                    };
                }
            }
        }

        return models.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <returns><see langword="null"/> where a part is missing, negative (as the -1 of routers) or no number: such a price
    /// cannot be used.</returns>
    private static ModelPrice? PriceOf(JsonElement pricing)
    {
        if (PartsOf(pricing, defaults: null) is not { } price)
        {
            return null;
        }

        if (LenientJson.Find(pricing, "overrides") is not { ValueKind: JsonValueKind.Array } overrides)
        {
            return price;
        }

        var tiers = new List<ModelPrice>();
        var certain = true;
        foreach (var tier in overrides.EnumerateArray())
        {
            var prices = LenientJson.Find(tier, "pricing") ?? tier;
            if (PartsOf(prices, price) is not { } other)
            {
                return null;
            }

            var from = LenientJson.Count(tier, MinPromptTokens);
            certain &= from is not null && IsOnlyAboutLength(tier);
            tiers.Add(other with { From = from ?? 0 });
        }

        return price with { Tiers = tiers, Certain = certain };
    }

    private static ModelPrice? PartsOf(JsonElement pricing, ModelPrice? defaults)
    {
        if (pricing.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        foreach (var part in pricing.EnumerateObject().Where(part => part.Value.ValueKind is JsonValueKind.String && (defaults is null || Prices.Contains(part.Name))))
        {
            if (LenientJson.Decimal(pricing, part.Name) is null or < 0)
            {
                return null;
            }
        }

        var (prompt, completion) = (LenientJson.Decimal(pricing, "prompt") ?? defaults?.Prompt, LenientJson.Decimal(pricing, "completion") ?? defaults?.Completion);
        if (prompt is not >= 0 || completion is not >= 0)
        {
            return null;
        }

        return new ModelPrice(
            prompt.Value,
            completion.Value,
            LenientJson.Decimal(pricing, "request") ?? defaults?.Request ?? 0m,
            Positive(LenientJson.Decimal(pricing, "input_cache_read")) ?? defaults?.CacheRead,
            Positive(LenientJson.Decimal(pricing, "input_cache_write")) ?? defaults?.CacheWrite,
            Positive(LenientJson.Decimal(pricing, "internal_reasoning")) ?? defaults?.Reasoning);
    }

    /// <summary>"0" stands for parts that have no price of their own.</summary>
    private static decimal? Positive(decimal? price) => price > 0 ? price : null;

    private static bool IsOnlyAboutLength(JsonElement tier) => tier.EnumerateObject().All(member =>
        member.Name is MinPromptTokens or "pricing" || Prices.Contains(member.Name));
}

/// <param name="Priced">Whether the list says anything about the price: a list of a local server does not.</param>
/// <param name="Price"><see langword="null"/> where the model has no fixed price.</param>
internal sealed record ListedModel(bool Priced, ModelPrice? Price, ModelLimits Limits)
{
    /// <summary>What the list says that the model does not take.</summary>
    public RefusedMembers Refused { get; init; }
}
