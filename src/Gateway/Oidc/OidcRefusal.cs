namespace AiDevFramework.Gateway.Oidc;

/// <summary>Why a token opens nothing: for the log, where its text never is.</summary>
internal enum OidcRefusal
{
    None = 0,

    /// <summary>No token at all, too long, or with something in it that is not as it should be.</summary>
    Malformed = 1,

    /// <summary>Its <c>typ</c> is not one that is taken, or it is an ID token.</summary>
    Type = 2,
    Algorithm = 3,
    Issuer = 4,
    Audience = 5,
    Expired = 6,

    /// <summary>It begins later.</summary>
    NotYet = 7,
    Subject = 8,

    /// <summary>The issuer has no such key.</summary>
    Key = 9,
    Signature = 10,
}
