using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Oidc;

namespace AiDevFramework.Gateway.Security;

/// <summary>
/// The admin token is compared first, in constant time, whatever its form; then what begins like a key is one, and what has three parts with dots between
/// is a token of OIDC.
/// </summary>
internal sealed class Callers(AdminToken admin, KeyRing keys, OidcTokens oidc) : ICallers
{
    public async ValueTask<CallerVerdict> RecognizeAsync(string token, CancellationToken cancellationToken)
    {
        var replaced = admin.Replaced; // before the token is looked at: a change in between ends what it opened, and is never missed
        if (admin.Matches(token))
        {
            return new CallerVerdict.Known(Caller.Operator with { Ended = replaced });
        }

        if (KeyText.Read(token) is { } key)
        {
            return await keys.JudgeAsync(key.Id, key.Digest, cancellationToken);
        }

        return OidcToken.HasForm(token) && !token.StartsWith(KeyText.Prefix, StringComparison.Ordinal)
            ? await oidc.JudgeAsync(token, cancellationToken)
            : CallerVerdict.Unknown.Instance;
    }

    public ValueTask<CallerVerdict> FindKeyAsync(string keyId, CancellationToken cancellationToken) =>
        KeyText.IsId(keyId) ? keys.JudgeAsync(keyId, digest: null, cancellationToken) : new(CallerVerdict.Unknown.Instance);
}
