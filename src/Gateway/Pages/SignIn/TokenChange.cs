using System.Globalization;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>
/// While the file of the admin token changes, one gateway may know the new token a few seconds before another. A session that only the other one
/// made is no reason to ask for a login yet: the page tries again for so long.
/// </summary>
internal sealed class TokenChange(Sessions sessions, BrowserPlace place, TimeProvider clock)
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    /// <returns>Whether the session may be known in a moment. Keeps in a cookie since when that is so, and takes a session away that is not.</returns>
    public bool MayPass(HttpContext context)
    {
        if (place.CookieName(context.Request) is not { } name || place.SessionOf(context.Request) is not { } text || !sessions.IsOfAnotherToken(text))
        {
            return false;
        }

        var (marker, now) = ($"{name}-again", clock.GetUtcNow().ToUnixTimeMilliseconds());
        var options = new CookieOptions { HttpOnly = true, Secure = place.IsHttps(context.Request), SameSite = SameSiteMode.Strict, Path = "/" };
        if (!long.TryParse(context.Request.Cookies[marker], NumberStyles.None, CultureInfo.InvariantCulture, out var since))
        {
            context.Response.Cookies.Append(marker, now.ToString(CultureInfo.InvariantCulture), options);
            return true;
        }

        if (now - since is >= 0 and var waited && waited < _longest.TotalMilliseconds)
        {
            return true;
        }

        context.Response.Cookies.Delete(marker, options);
        context.Response.Cookies.Delete(name, options);
        return false;
    }
}
