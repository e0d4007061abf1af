using AiDevFramework.Gateway.Identity;

namespace AiDevFramework.Gateway.Security;

/// <summary>The admin token is compared first, in constant time, whatever its form.</summary>
internal sealed class Callers(AdminToken admin) : ICallers
{
    public ValueTask<CallerVerdict> RecognizeAsync(string token, CancellationToken cancellationToken)
    {
        var replaced = admin.Replaced; // before the token is looked at: a change in between ends what it opened, and is never missed
        return new(admin.Matches(token)
            ? new CallerVerdict.Known(Caller.Operator with { Ended = replaced })
            : CallerVerdict.Unknown.Instance);
    }

    public ValueTask<CallerVerdict> FindKeyAsync(string keyId, CancellationToken cancellationToken) => new(CallerVerdict.Unknown.Instance);
}
