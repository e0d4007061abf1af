using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiDevFramework.Gateway.Security;

/// <summary>A ticket as text. Pure.</summary>
internal static class TicketText
{
    /// <summary>Characters. Our own tickets have half as many.</summary>
    private const int MaxLength = 1024;

    private const string Issuer = "aidev-gateway";
    private const string Audience = "aidev-progress";

    private static readonly JsonSerializerOptions _brief = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly SignedText _form = new("""{"alg":"HS256","typ":"JWT"}""", MaxLength);

    /// <summary>What a ticket does not say is left out of it.</summary>
    public static string Write(byte[] key, TicketClaims ticket) => _form.Write(key, JsonSerializer.SerializeToUtf8Bytes(
        new { sub = ticket.ProjectId, aud = Audience, iss = Issuer, exp = ticket.Expires, key = ticket.KeyId, end = ticket.Ends }, _brief));

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
                && SignedText.TryNumber(claims, "end", out var ends)
                ? new TicketClaims(projectId, end, notBefore, SignedText.TextOf(claims, "key"), ends)
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
/// <param name="Ends">In seconds since 1970: when the token ends that it was made with, and with that what it opened; <see langword="null"/>: it does not.</param>
internal sealed record TicketClaims(Guid ProjectId, long Expires, long? NotBefore, string? KeyId, long? Ends = null)
{
    public DateTimeOffset? EndsAt => Ends is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null;

    /// <param name="now">In seconds since 1970.</param>
    public bool HoldsAt(long now) => now < Expires && (NotBefore is not { } from || from <= now);
}
