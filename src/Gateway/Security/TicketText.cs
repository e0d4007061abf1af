using System.Text.Json;

namespace AiDevFramework.Gateway.Security;

/// <summary>A ticket as text. Pure.</summary>
internal static class TicketText
{
    /// <summary>Characters. Our own tickets have half as many.</summary>
    private const int MaxLength = 1024;

    private const string Issuer = "aidev-gateway";
    private const string Audience = "aidev-progress";

    private static readonly SignedText _form = new("""{"alg":"HS256","typ":"JWT"}""", MaxLength);

    /// <param name="expires">In seconds since 1970.</param>
    /// <param name="keyId">The key that it ends with, if any.</param>
    public static string Write(byte[] key, Guid projectId, long expires, string? keyId) => _form.Write(key, keyId is null
        ? JsonSerializer.SerializeToUtf8Bytes(new { sub = projectId, aud = Audience, iss = Issuer, exp = expires })
        : JsonSerializer.SerializeToUtf8Bytes(new { sub = projectId, aud = Audience, iss = Issuer, exp = expires, key = keyId }));

    /// <returns><see langword="null"/> where it is not ours, to the letter. What it says of time is not looked at.</returns>
    public static TicketClaims? Read(byte[] key, string ticket)
    {
        try
        {
            return _form.Read(key, ticket) is { } claims
                && SignedText.TextOf(claims, "iss") == Issuer
                && SignedText.TextOf(claims, "aud") == Audience
                && Guid.TryParseExact(SignedText.TextOf(claims, "sub"), "D", out var projectId)
                && SignedText.TryNumber(claims, "exp", out var expires) && expires is { } end
                && SignedText.TryNumber(claims, "nbf", out var notBefore)
                ? new TicketClaims(projectId, end, notBefore, SignedText.TextOf(claims, "key"))
                : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }
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
