using AiDevFramework.Gateway.Identity;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>What a token must say to be taken, whoever signed it, and whose it is. Pure.</summary>
internal static class OidcRules
{
    /// <summary>How far the issuer's clock may be ahead. None is allowed at the end: a token opens nothing from <c>exp</c> on.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Characters of <c>sub</c> (OpenID Connect Core, 2).</summary>
    private const int LongestSubject = 255;

    /// <summary>The namespace of addresses in RFC 9562.</summary>
    private static readonly Guid _addresses = new("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    /// <summary>Looks at what needs no key, so that a token which could never be taken makes nobody ask the issuer for one.</summary>
    public static OidcRefusal Check(OidcToken token, OidcOptions options, DateTimeOffset now) => token switch
    {
        _ when !IsOfType(token, options) => OidcRefusal.Type,
        _ when !SigningKey.Algorithms.Contains(token.Algorithm) => OidcRefusal.Algorithm,
        _ when !IssuerAddress.AreAlike(token.Issuer, options.Authority) => OidcRefusal.Issuer,
        _ when !token.Audiences.Contains(options.Audience) => OidcRefusal.Audience,
        { Subject.Length: 0 or > LongestSubject } => OidcRefusal.Subject,
        _ when token.Expires is not { } end || end <= now => OidcRefusal.Expired,
        _ when token.NotBefore > now + Skew => OidcRefusal.NotYet,
        _ => OidcRefusal.None,
    };

    /// <summary>The same for a subject of an issuer at every gateway and for ever.</summary>
    public static Guid UserOf(string issuer, string subject) => NameUuid.Of(NameUuid.Of(_addresses, issuer), subject);

    /// <param name="token">One that was found good.</param>
    public static Caller CallerOf(OidcToken token, OidcOptions options)
    {
        var user = UserOf(token.Issuer, token.Subject);
        return new Caller(token.Name ?? user.ToString(), user, ScopeGrant.Of(token.Scopes, token.Audiences.Count, options.DefaultScopes), KeyId: null)
        {
            EndsAt = token.Expires,
        };
    }

    /// <summary>A token that does not say what it is may be an ID token, made to tell an application who signed in. Those have no scope.</summary>
    private static bool IsOfType(OidcToken token, OidcOptions options) =>
        (options.TakesAccessTokens && TokenType.IsAccessToken(token.Type))
        || (options.TakesPlainJwt && TokenType.IsPlain(token.Type) && token is { IsOfSignIn: false, Scopes: not null });
}
