using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Security;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>Makes and reads the sessions of the page. Nothing is kept here, so that every gateway knows the sessions of every other.</summary>
internal sealed class Sessions(AdminToken admin, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly DerivedKey _key = new(admin, "aidev page session 1");

    public string Begin(Caller caller)
    {
        var expires = (clock.GetUtcNow() + LifetimeOf(caller)).ToUnixTimeSeconds();
        var claims = new SessionClaims(caller.Name, caller.UserId, (long)caller.Scopes, caller.KeyId, expires);
        return SessionText.Write(_key.Now, claims, Guid.NewGuid());
    }

    /// <returns>Never beyond the token that it is made from.</returns>
    public TimeSpan LifetimeOf(Caller caller) => caller.EndsAt - clock.GetUtcNow() is { } left && left < Lifetime ? left : Lifetime;

    /// <returns><see langword="null"/> for anything but a session of ours that lasts still.</returns>
    public SessionClaims? Read(string text) =>
        SessionText.Read(_key.Now, text) is { } claims && clock.GetUtcNow().ToUnixTimeSeconds() < claims.Expires ? claims : null;

    /// <summary>Whether a text has the form of a session of ours, but not the signature: another gateway may know a new token already, or this one does.</summary>
    public bool IsOfAnotherToken(string text) => SessionText.HasForm(text) && SessionText.Read(_key.Now, text) is null;
}
