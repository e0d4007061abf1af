using System.Net;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Pages.SignIn;

/// <summary>
/// How a browser came here: over HTTPS, or over plain HTTP from this machine. Elsewhere plain HTTP would show a token to whoever listens, and
/// there is no session.
/// </summary>
internal sealed class BrowserPlace(IOptions<GatewayOptions> options)
{
    private const string SecureCookie = "__Host-aidev";

    private readonly Uri? _public = PublicUrl.Read(options.Value.PublicUrl);

    /// <returns>The name of the session's cookie; <see langword="null"/> where there is none. Browsers want Secure for the prefix, and some drop
    /// cookies with Secure of http://localhost; cookies do not know ports.</returns>
    public string? CookieName(HttpRequest request)
    {
        if (IsHttps(request))
        {
            return SecureCookie;
        }

        return IsLoopback(request.Host.Host) ? FormattableString.Invariant($"aidev-{request.Host.Port ?? 80}") : null;
    }

    /// <returns>The session that the request brings, as it stands in the cookie. The name to the letter: browsers guard <c>__Host-</c>, and some of them
    /// no other spelling of it.</returns>
    public string? SessionOf(HttpRequest request)
    {
        if (CookieName(request) is not { } name)
        {
            return null;
        }

        var (key, text) = request.Cookies.FirstOrDefault(cookie => cookie.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return key == name ? text : null;
    }

    public bool IsHttps(HttpRequest request) => request.IsHttps
        || (_public is { Scheme: "https" } && string.Equals(request.Host.Host, _public.Host, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the request is from a page of ours: by its <c>Origin</c>, or by <c>Sec-Fetch-Site</c> where it has none. Same-site is not
    /// enough: other programs of this machine are.</summary>
    public bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0
            ? request.Headers["Sec-Fetch-Site"] is ["same-origin"]
            : origin is [{ } one] && Origin.Normalize(one) is { } normal && normal == Origin.Normalize($"{(IsHttps(request) ? "https" : "http")}://{request.Host}");
    }

    /// <summary>Whether the page answers to the host. A name that is not known here could be anybody's, and lead here by a trick of DNS.</summary>
    public bool Knows(HostString host) => options.Value.AllowedHosts.Count > 0 // looked at before
        || IsLoopback(host.Host)
        || IPAddress.TryParse(host.Host.Trim('[', ']'), out _)
        || string.Equals(host.Host, _public?.Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
