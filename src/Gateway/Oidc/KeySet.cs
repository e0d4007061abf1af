namespace AiDevFramework.Gateway.Oidc;

/// <summary>The keys that an issuer signs with. Pure.</summary>
/// <param name="Issuer">As its tokens write it in <c>iss</c>, to the letter.</param>
internal sealed record KeySet(string Issuer, IReadOnlyList<SigningKey> Keys)
{
    /// <summary>Keys of the same name are all tried. One without a name may be any token's, and a token that names none may be any key's.</summary>
    public KeyMatch Verify(OidcToken token)
    {
        var candidates = Keys.Where(key => key.Fits(token.Algorithm) && (token.KeyId is null || key.Id is null || key.Id == token.KeyId));
        if (candidates.Any(key => key.Verifies(token.Algorithm, token.Signed, token.Signature)))
        {
            return KeyMatch.Good;
        }

        return token.KeyId is { } id && Keys.Any(key => key.Id == id) ? KeyMatch.Forged : KeyMatch.NoKey;
    }
}

internal enum KeyMatch
{
    /// <summary>None of the keys is the token's: the issuer may have a newer one.</summary>
    NoKey = 0,
    Good = 1,

    /// <summary>The key that the token names did not sign it.</summary>
    Forged = 2,
}
