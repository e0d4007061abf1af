using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AiDevFramework.Gateway.Security;

/// <summary>
/// A JSON Web Token (RFC 7519) in the one form that we write. Nothing in it is chosen by whoever sends it: no algorithm, no key, no second
/// spelling of the same token. Pure.
/// </summary>
/// <param name="header">As JSON. Tokens of different kinds have different ones, and keys of their own.</param>
/// <param name="maxLength">Characters.</param>
internal sealed class SignedText(string header, int maxLength)
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly string _head = Encode(Encoding.ASCII.GetBytes(header)) + ".";

    /// <param name="claims">A JSON object.</param>
    public string Write(byte[] key, ReadOnlySpan<byte> claims)
    {
        var signed = _head + Encode(claims);
        return $"{signed}.{Sign(key, signed)}";
    }

    /// <returns>The claims, an object; <see langword="null"/> where the token is not ours, to the letter. What it says is not looked at.</returns>
    public JsonElement? Read(byte[] key, string token)
    {
        if (!Begins(token) || !Ascii.IsValid(token))
        {
            return null;
        }

        var end = token.LastIndexOf('.');
        var signature = Encoding.ASCII.GetBytes(Sign(key, token[..end]));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token[(end + 1)..]), signature) && end > _head.Length
            ? ReadClaims(token[_head.Length..end])
            : null;
    }

    /// <summary>Whether it has our header, and no more letters than ours.</summary>
    public bool Begins(string token) => token.Length <= maxLength && token.StartsWith(_head, StringComparison.Ordinal);

    /// <returns><see langword="null"/> where there is no such member, or it is no string.</returns>
    public static string? TextOf(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <returns>Whether the member is a whole number, or is not there at all.</returns>
    public static bool TryNumber(JsonElement claims, string name, out long? number)
    {
        number = null;
        if (!claims.TryGetProperty(name, out var value))
        {
            return true;
        }

        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetInt64(out var whole))
        {
            return false;
        }

        number = whole;
        return true;
    }

    private static JsonElement? ReadClaims(string text)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            if (Encode(bytes) != text) // the decoder forgives padding, blanks and spare bits
            {
                return null;
            }

            using var document = JsonDocument.Parse(bytes, _strict);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null; // no base64, no JSON, half a surrogate pair
        }
    }

    private static string Sign(byte[] key, string text) => Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
