using System.Globalization;
using System.Text.Json;

namespace AiDevFramework.Llm;

/// <summary>Members of a provider's object that may be missing, quoted or of another type.</summary>
internal static class LenientJson
{
    /// <returns>A finite number, also one in quotes; never read as binary floating point.</returns>
    public static decimal? Decimal(JsonElement element, string name) => Find(element, name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.TryGetDecimal(out var value) ? value : null,
        { ValueKind: JsonValueKind.String } quoted =>
            decimal.TryParse(quoted.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
        _ => null,
    };

    /// <returns>A whole number from 0 on.</returns>
    public static int? Count(JsonElement element, string name) =>
        Decimal(element, name) is { } value and >= 0 and <= int.MaxValue && decimal.IsInteger(value) ? (int)value : null;

    public static bool Truth(JsonElement element, string name) => Find(element, name) is { ValueKind: JsonValueKind.True };

    public static string? Text(JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
