using System.Text.Json;
using AiDevFramework.Gateway.Security;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>A session as text. Header, issuer, audience and key are others than a ticket's: neither passes as the other. Pure.</summary>
internal static class SessionText
{
    /// <summary>Characters. Browsers take cookies of 4096.</summary>
    private const int MaxLength = 3000;

    private const string Issuer = "aidev-page";
    private const string Audience = "aidev-session";

    private static readonly SignedText _form = new("""{"alg":"HS256","typ":"aidev-session+jwt"}""", MaxLength);

    /// <param name="id">Makes each session another.</param>
    public static string Write(byte[] key, SessionClaims session, Guid id) => _form.Write(key, JsonSerializer.SerializeToUtf8Bytes(new
    {
        iss = Issuer,
        aud = Audience,
        jti = id,
        name = session.Name,
        sub = session.UserId?.ToString("D") ?? "",
        scp = session.Scopes,
        kid = session.KeyId ?? "",
        exp = session.Expires,
    }));

    /// <returns><see langword="null"/> where it is not ours, to the letter. What it says of time is not looked at.</returns>
    public static SessionClaims? Read(byte[] key, string text)
    {
        try
        {
            return _form.Read(key, text) is { } claims
                && SignedText.TextOf(claims, "iss") == Issuer
                && SignedText.TextOf(claims, "aud") == Audience
                && SignedText.TextOf(claims, "name") is { } name
                && SignedText.TextOf(claims, "sub") is { } subject
                && SignedText.TextOf(claims, "kid") is { } keyId
                && SignedText.TryNumber(claims, "scp", out var scopes)
                && SignedText.TryNumber(claims, "exp", out var expires)
                && TryUser(subject, out var userId)
                ? new SessionClaims(name, userId, scopes ?? 0, keyId.Length > 0 ? keyId : null, expires ?? 0)
                : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    /// <summary>Whether it begins as ours do. What follows may be anything.</summary>
    public static bool HasForm(string text) => _form.Begins(text);

    /// <returns>Whether the text is a user, or says that there is none.</returns>
    private static bool TryUser(string subject, out Guid? userId)
    {
        var isUser = Guid.TryParseExact(subject, "D", out var found);
        userId = isUser ? found : null;
        return isUser || subject.Length == 0;
    }
}
