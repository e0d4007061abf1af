using System.Globalization;
using System.Text.Json;

namespace AiDevFramework.Llm;

/// <summary>Values of a provider's JSON that may be missing, quoted, exaggerated or of another type: read from an element, or in passing from a
/// reader, whose methods begin with Read and move it over one value.</summary>
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

    /// <returns><see langword="null"/> where the value is no number or does not fit, as 1e400.</returns>
    public static decimal? ReadDecimal(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var value) ? value : null;
            case JsonTokenType.String:
                return decimal.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var quoted) ? quoted : null;
            default:
                reader.Skip();
                return null;
        }
    }

    /// <returns>A whole number from 0 on.</returns>
    public static int? Count(JsonElement element, string name) =>
        Decimal(element, name) is { } value and >= 0 and <= int.MaxValue && decimal.IsInteger(value) ? (int)value : null;

    /// <returns>A whole number; <see langword="null"/> for anything else.</returns>
    public static long? ReadCount(ref Utf8JsonReader reader) =>
        ReadDecimal(ref reader) is { } value and >= long.MinValue and <= long.MaxValue && decimal.IsInteger(value) ? (long)value : null;

    public static bool Truth(JsonElement element, string name) => Find(element, name) is { ValueKind: JsonValueKind.True };

    public static string? Text(JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
