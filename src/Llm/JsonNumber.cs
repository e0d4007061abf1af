using System.Globalization;
using System.Text.Json;

namespace AiDevFramework.Llm;

/// <summary>Numbers that a provider may leave out, quote or exaggerate. Each method moves the reader over one value.</summary>
internal static class JsonNumber
{
    /// <returns>A whole number; <see langword="null"/> for anything else.</returns>
    public static long? ReadCount(ref Utf8JsonReader reader) =>
        ReadDecimal(ref reader) is { } value and >= long.MinValue and <= long.MaxValue && decimal.IsInteger(value) ? (long)value : null;

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
}
