using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AiDevFramework.Gateway.Security;

/// <summary>
/// A ticket as text: a JSON Web Token (RFC 7519) in the one form that we write. Nothing in it is chosen by whoever sends it:
/// no algorithm, no key, no second spelling of the same ticket. Pure.
/// </summary>
internal static class TicketText
{
    /// <summary>Characters. Our own tickets have half as many.</summary>
    private const int MaxLength = 1024;

    private const string Issuer = "aidev-gateway";
    private const string Audience = "aidev-progress";

    private static readonly string _head = Encode("""{"alg":"HS256","typ":"JWT"}"""u8) + ".";
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <param name="expires">In seconds since 1970.</param>
    /// <param name="keyId">The key that it ends with, if any.</param>
    public static string Write(byte[] key, Guid projectId, long expires, string? keyId)
    {
        var claims = keyId is null
            ? JsonSerializer.SerializeToUtf8Bytes(new { sub = projectId, aud = Audience, iss = Issuer, exp = expires })
            : JsonSerializer.SerializeToUtf8Bytes(new { sub = projectId, aud = Audience, iss = Issuer, exp = expires, key = keyId });
        var signed = _head + Encode(claims);
        return $"{signed}.{Sign(key, signed)}";
    }

    /// <returns><see langword="null"/> where it is not ours, to the letter. What it says of time is not looked at.</returns>
    public static TicketClaims? Read(byte[] key, string ticket)
    {
        if (ticket.Length > MaxLength || !ticket.StartsWith(_head, StringComparison.Ordinal) || !Ascii.IsValid(ticket))
        {
            return null;
        }

        var end = ticket.LastIndexOf('.');
        var signature = Encoding.ASCII.GetBytes(Sign(key, ticket[..end]));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(ticket[(end + 1)..]), signature) && end > _head.Length
            ? ReadClaims(ticket[_head.Length..end])
            : null;
    }

    private static TicketClaims? ReadClaims(string text)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            if (Encode(bytes) != text) // the decoder forgives padding, blanks and spare bits
            {
                return null;
            }

            using var document = JsonDocument.Parse(bytes, _strict);
            var claims = document.RootElement;
            return claims.ValueKind is JsonValueKind.Object
                && TextOf(claims, "iss") == Issuer
                && TextOf(claims, "aud") == Audience
                && Guid.TryParseExact(TextOf(claims, "sub"), "D", out var projectId)
                && TryTime(claims, "exp", out var expires) && expires is { } end
                && TryTime(claims, "nbf", out var notBefore)
                ? new TicketClaims(projectId, end, notBefore, TextOf(claims, "key"))
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null; // no base64, no JSON, half a surrogate pair
        }
    }

    private static string? TextOf(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <returns>Whether the time is whole seconds, or is not there at all.</returns>
    private static bool TryTime(JsonElement claims, string name, out long? seconds)
    {
        seconds = null;
        if (!claims.TryGetProperty(name, out var value))
        {
            return true;
        }

        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetInt64(out var whole))
        {
            return false;
        }

        seconds = whole;
        return true;
    }

    private static string Sign(byte[] key, string text) => Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}

/// <param name="ProjectId">The project that it opens.</param>
/// <param name="Expires">In seconds since 1970; from then on it opens nothing.</param>
/// <param name="NotBefore">In seconds since 1970; before, it opens nothing. <see langword="null"/>: at once.</param>
/// <param name="KeyId">The key that it ends with; <see langword="null"/>: it came from the admin token.</param>
internal sealed record TicketClaims(Guid ProjectId, long Expires, long? NotBefore, string? KeyId)
{
    /// <param name="now">In seconds since 1970.</param>
    public bool HoldsAt(long now) => now < Expires && (NotBefore is not { } from || from <= now);
}
