using System.Text.Json;

namespace AiDevFramework.Chaos.Checker.Evidence;

/// <summary>The JSON columns that say what binds a document.</summary>
internal static class LedgerReader
{
    /// <returns>Identifier and quotation of each constraint, in their order.</returns>
    public static IReadOnlyList<(string Id, string Quote)> ConstraintsOf(string? ledger)
    {
        if (ledger is null)
        {
            return [];
        }

        using var json = JsonDocument.Parse(ledger);
        return json.RootElement.TryGetProperty("constraints", out var constraints)
            ? [.. constraints.EnumerateArray().Select(item => (item.GetProperty("id").GetString()!, item.GetProperty("quote").GetString()!))]
            : [];
    }

    /// <summary>Whether a constraint rules technologies out, or wants some.</summary>
    public static bool Forbids(string? ledger)
    {
        if (ledger is null)
        {
            return false;
        }

        using var json = JsonDocument.Parse(ledger);
        return json.RootElement.TryGetProperty("constraints", out var constraints)
            && constraints.EnumerateArray().Any(item => HasAny(item, "forbids") || HasAny(item, "requires"));
    }

    private static bool HasAny(JsonElement item, string name) =>
        item.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array && list.GetArrayLength() > 0;

    /// <returns>The parts that a mend asks for.</returns>
    public static IReadOnlyList<string> PartsOf(string? mend)
    {
        if (mend is null)
        {
            return [];
        }

        using var json = JsonDocument.Parse(mend);
        var parts = json.RootElement.EnumerateObject().Single(member => member.Name.Equals("parts", StringComparison.OrdinalIgnoreCase));
        return [.. parts.Value.EnumerateArray().Select(part => part.GetString()!)];
    }
}
