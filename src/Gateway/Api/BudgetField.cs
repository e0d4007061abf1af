using System.Text.Json;

namespace AiDevFramework.Gateway.Api;

/// <summary>The member <c>max_cost_usd</c> of a request: what a project may cost at most.</summary>
internal static class BudgetField
{
    public const string Name = "max_cost_usd";

    public const double Smallest = 0.000001;
    public const double Largest = 1_000_000;

    /// <summary>For endpoints that do not take it: said there, it would be lost.</summary>
    public static readonly IReadOnlyDictionary<string, string> Elsewhere = new Dictionary<string, string>
    {
        [Name] = "Say it when the project is created, or with POST …/retry.",
    };

    private const string Expected = "max_cost_usd must be a number above 0 and up to 1000000, in US dollars with at most six decimal places.";

    /// <param name="maxCostUsd"><see langword="null"/> where the member is absent or null.</param>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    public static string? Read(JsonElement body, out decimal? maxCostUsd)
    {
        maxCostUsd = null;
        if (!body.TryGetProperty(Name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetDecimal(out var usd)
            || usd is <= 0 or > (decimal)Largest || decimal.Round(usd, 6) != usd)
        {
            return Expected;
        }

        maxCostUsd = usd;
        return null;
    }
}
