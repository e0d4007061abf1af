using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Security;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>Whose a session is by now: one that was made from a key ends with it, and allows what that allows.</summary>
internal sealed class SessionPeople(ICallers callers, AdminToken admin)
{
    public ValueTask<CallerVerdict> FindAsync(SessionClaims session, CancellationToken cancellationToken) => session switch
    {
        { KeyId: { } key } => callers.FindKeyAsync(key, cancellationToken),
        { UserId: null } => new(new CallerVerdict.Known(Caller.Operator with { Ended = admin.Replaced })),
        _ => new(new CallerVerdict.Known(
            new Caller(session.Name, session.UserId, (Scopes)session.Scopes, null) { Ended = admin.Replaced })),
    };
}
