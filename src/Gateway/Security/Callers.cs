using AiDevFramework.Gateway.Identity;

namespace AiDevFramework.Gateway.Security;

/// <summary>The admin token is compared first, in constant time, whatever its form; then what begins like a key is one.</summary>
internal sealed class Callers(AdminToken admin, KeyRing keys) : ICallers
{
    public async ValueTask<CallerVerdict> RecognizeAsync(string token, CancellationToken cancellationToken)
    {
        var replaced = admin.Replaced; // before the token is looked at: a change in between ends what it opened, and is never missed
        if (admin.Matches(token))
        {
            return new CallerVerdict.Known(Caller.Operator with { Ended = replaced });
        }

        return KeyText.Read(token) is { } key
            ? await keys.JudgeAsync(key.Id, key.Digest, cancellationToken)
            : CallerVerdict.Unknown.Instance;
    }

    public ValueTask<CallerVerdict> FindKeyAsync(string keyId, CancellationToken cancellationToken) =>
        KeyText.IsId(keyId) ? keys.JudgeAsync(keyId, digest: null, cancellationToken) : new(CallerVerdict.Unknown.Instance);
}
