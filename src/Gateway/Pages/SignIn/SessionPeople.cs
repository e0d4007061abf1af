using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Security;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>Whose a session is by now: one that was made from a key ends with it, and allows what that allows.</summary>
internal sealed class SessionPeople(Sessions sessions, ICallers callers, AdminToken admin)
{
    public ValueTask<CallerVerdict> RecognizeAsync(string text, CancellationToken cancellationToken)
    {
        var replaced = admin.Replaced; // before the session is read: a change in between ends what it opened, and is never missed
        return sessions.Read(text) switch
        {
            null => new(CallerVerdict.Unknown.Instance),
            { KeyId: { } key } => callers.FindKeyAsync(key, cancellationToken),
            { UserId: null } session => new(new CallerVerdict.Known(Caller.Operator with { Ended = replaced, EndsAt = session.EndsAt })),
            var session => new(new CallerVerdict.Known(
                new Caller(session.Name, session.UserId, (Scopes)session.Scopes, null) { Ended = replaced, EndsAt = session.EndsAt })),
        };
    }
}
