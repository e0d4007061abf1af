using System.Text.Json;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>
/// A JSON Web Token of somebody else's, taken apart and not judged yet: until its signature is verified, everything in it is the claim of a stranger.
/// </summary>
/// <param name="Type">The header <c>typ</c>.</param>
/// <param name="KeyId">The header <c>kid</c>: a name to compare, and nothing else.</param>
/// <param name="Expires">When it ends; <see langword="null"/> where it does not say.</param>
/// <param name="NotBefore"><see langword="null"/>: good at once.</param>
/// <param name="Scopes">Words of <c>scope</c> and <c>scp</c>; <see langword="null"/> where it has neither.</param>
/// <param name="Name">What its user is called, if it says; for his own eyes.</param>
/// <param name="IsOfSignIn">Whether it has something that only ID tokens have.</param>
internal sealed record OidcToken(
    string? Type, string Algorithm, string? KeyId, string Issuer, string Subject, IReadOnlyList<string> Audiences, DateTimeOffset? Expires,
    DateTimeOffset? NotBefore, IReadOnlyList<string>? Scopes, string? Name, bool IsOfSignIn)
{
    /// <summary>Characters. The headers of a whole request may have twice as many.</summary>
    public const int MaxLength = 16_384;

    /// <summary>What is signed.</summary>
    public required byte[] Signed { get; init; }

    public required byte[] Signature { get; init; }

    /// <summary>Whether a text has three parts with dots between.</summary>
    public static bool HasForm(string text) => text.Count('.') == 2;

    /// <returns><see langword="null"/> for what is no such token, too long, or has anything in it that is not as it should be.</returns>
    public static OidcToken? Read(string text)
    {
        if (text.Length > MaxLength || text.Split('.') is not [var head, var body, var signature])
        {
            return null;
        }

        try
        {
            return StrictJson.ReadObject(head) is { } header && StrictJson.ReadObject(body) is { } claims && StrictJson.ReadBytes(signature) is { } signed
                && HeaderIsPlain(header)
                ? Of(header, claims, System.Text.Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]), signed)
                : null;
        }
        catch (FormatException)
        {
            return null; // a member of another kind than it should be
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    private static OidcToken Of(JsonElement header, JsonElement claims, byte[] signed, byte[] signature) => new(
        ClaimReading.Text(header, "typ"),
        ClaimReading.Text(header, "alg") ?? "",
        ClaimReading.Text(header, "kid"),
        ClaimReading.Text(claims, "iss") ?? "",
        ClaimReading.Text(claims, "sub") ?? "",
        ClaimReading.Texts(claims, "aud") ?? [],
        ClaimReading.Time(claims, "exp"),
        ClaimReading.Time(claims, "nbf"),
        ClaimReading.Words(claims, "scope", "scp"),
        ClaimReading.Name(claims, "name", "preferred_username"),
        ClaimReading.HasAny(claims, "nonce", "at_hash", "c_hash", "s_hash"))
    {
        Signed = signed,
        Signature = signature,
    };

    /// <summary>Keys and addresses of keys in a token are its sender's; what is critical is not known here (RFC 7515, 4.1.11).</summary>
    private static bool HeaderIsPlain(JsonElement header) => !ClaimReading.HasAny(header, "jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc");
}
