using System.Text.Json;

namespace AiDevFramework.Llm;

/// <summary>What a provider says about a failure, in any of the shapes that servers have for it.</summary>
/// <param name="Status">HTTP status; <see langword="null"/> where the error does not say.</param>
/// <param name="Type">The provider's most telling word, such as <c>rate_limit_exceeded</c>.</param>
/// <param name="Final">Whether the provider said that another attempt is of no use. That it would be of use is not believed:
/// the status decides.</param>
internal sealed record ProviderError(int? Status, string? Type, bool Final, TimeSpan? RetryAfter)
{
    /// <summary>Everything that was said in words, at most <see cref="ErrorReader.MostText"/> characters. It may repeat the prompt or the key:
    /// for classing alone, see <see cref="SecretFilter"/> for what may be kept.</summary>
    public string? Message { get; init; }

    /// <summary>The member of the request that the error is about.</summary>
    public string? Param { get; init; }

    /// <summary>Whether the body is a page for people.</summary>
    public bool IsPage { get; init; }

    /// <param name="reader">Stands on the value; afterwards on its end.</param>
    /// <returns><see langword="null"/> for a JSON null or false, and for one that has nothing in it: no error.</returns>
    /// <exception cref="JsonException">The value is malformed.</exception>
    public static ProviderError? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Null or JsonTokenType.False)
        {
            return null;
        }

        using var value = JsonDocument.ParseValue(ref reader);
        return IsNothing(value.RootElement, depth: 0) ? null : ErrorReader.Read(value.RootElement);
    }

    /// <summary>Some servers send the member with each piece, and nothing in it.</summary>
    private static bool IsNothing(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.ValueEquals(""u8),
        JsonValueKind.Number => value.TryGetDecimal(out var number) && number == 0,
        JsonValueKind.Object => depth < 2 && value.EnumerateObject().All(member => IsNothing(member.Value, depth + 1)),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };
}
