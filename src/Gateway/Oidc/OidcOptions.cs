using System.ComponentModel.DataAnnotations;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Settings;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>Whose access tokens are taken beside the admin token and keys.</summary>
public sealed class OidcOptions : IValidatableObject
{
    /// <summary>Issuer of OpenID Connect whose access tokens are taken as <c>Authorization: Bearer</c>, to the letter as its tokens write it in
    /// <c>iss</c>; its keys are found below <c>/.well-known/openid-configuration</c>. https, or http on this machine. Default: none, and no such token
    /// is taken.</summary>
    /// <example>https://login.example.com/realms/plans</example>
    [ConfigurationKeyName("OIDC_AUTHORITY")]
    public string Authority { get; set; } = "";

    /// <summary>What the issuer calls this service: a token is taken where its <c>aud</c> is that, or has it. Needed with <c>OIDC_AUTHORITY</c>. A name
    /// of the service's own, and never the client id of an application that people sign in to.</summary>
    /// <example>https://plans.example.com</example>
    [ConfigurationKeyName("OIDC_AUDIENCE")]
    public string Audience { get; set; } = "";

    /// <summary>File with the issuer's public keys (a JSON Web Key Set), for a gateway that cannot reach the issuer: then nothing is fetched. Read again
    /// every two seconds. Default: none, and the keys are fetched.</summary>
    [ConfigurationKeyName("OIDC_JWKS_FILE")]
    public string JwksFile { get; set; } = "";

    /// <summary>Scopes of a token that has neither <c>scope</c> nor <c>scp</c>: <c>plans:read</c>, <c>plans:write</c>, <c>plans:delete</c>,
    /// <c>costs:all</c>, or <c>none</c>. Default: plans:read, plans:write.</summary>
    [ConfigurationKeyName("OIDC_DEFAULT_SCOPES")]
    public IReadOnlyList<string> DefaultScopes { get; set; } = ["plans:read", "plans:write"];

    /// <summary>What the header <c>typ</c> of a token may be: <c>at+jwt</c>, and <c>JWT</c> for issuers that cannot write it. Such tokens are taken where they
    /// have a scope and nothing that only ID tokens have. Default: at+jwt.</summary>
    [ConfigurationKeyName("OIDC_TOKEN_TYPES")]
    public IReadOnlyList<string> TokenTypes { get; set; } = ["at+jwt"];

    /// <summary>Whether tokens of an issuer are taken at all.</summary>
    internal bool IsOn => Authority.Length > 0;

    internal bool TakesAccessTokens => TokenTypes.Any(TokenType.IsAccessToken);

    internal bool TakesPlainJwt => TokenTypes.Any(TokenType.IsPlain);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
        {
            foreach (var name in Unused())
            {
                yield return new ValidationResult($"{name} is set, and OIDC_AUTHORITY is not: set it to the issuer whose tokens are to be taken.");
            }

            yield break;
        }

        if (IssuerAddress.Read(Authority) is null)
        {
            yield return new ValidationResult(
                $"OIDC_AUTHORITY is '{ShownValue.Of(Authority)}', expected the issuer as https://login.example.com: https (http on this machine alone), no user, query or fragment.");
        }

        if (Audience.Length == 0)
        {
            yield return new ValidationResult("OIDC_AUDIENCE is not set: without it, tokens that the issuer makes for other services would open this one.");
        }

        foreach (var complaint in ScopeComplaints().Concat(TypeComplaints()).Concat(FileComplaints()))
        {
            yield return new ValidationResult(complaint);
        }
    }

    private IEnumerable<string> Unused()
    {
        if (Audience.Length > 0)
        {
            yield return "OIDC_AUDIENCE";
        }

        if (JwksFile.Length > 0)
        {
            yield return "OIDC_JWKS_FILE";
        }
    }

    private IEnumerable<string> ScopeComplaints() => DefaultScopes
        .Where(scope => scope != ScopeGrant.Nothing && (ScopeNames.Read([scope]) & ScopeGrant.ByDefault) is Scopes.None)
        .Select(scope => $"OIDC_DEFAULT_SCOPES has '{ShownValue.Of(scope)}', expected {string.Join(", ", ScopeNames.Of(ScopeGrant.ByDefault))}, or none. "
            + "What opens more must stand in the token.");

    private IEnumerable<string> TypeComplaints()
    {
        foreach (var type in TokenTypes.Where(type => !TokenType.IsKnown(type)))
        {
            yield return $"OIDC_TOKEN_TYPES has '{ShownValue.Of(type)}', expected at+jwt or JWT.";
        }

        if (TokenTypes.Count == 0)
        {
            yield return "OIDC_TOKEN_TYPES is empty, expected at+jwt, perhaps with JWT.";
        }
    }

    private IEnumerable<string> FileComplaints()
    {
        if (JwksFile.Length == 0)
        {
            yield break;
        }

        string? complaint = null;
        try
        {
            KeyFile.Read(HomeFolder.FullPath(JwksFile));
        }
        catch (KeySourceException exception)
        {
            complaint = exception.Message;
        }

        if (complaint is not null)
        {
            yield return $"OIDC_JWKS_FILE is '{(JwksFile.StartsWith('/') ? JwksFile : ShownValue.Of(JwksFile))}': {complaint}";
        }
    }
}
