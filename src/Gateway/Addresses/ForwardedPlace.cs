using System.Globalization;
using System.Text.RegularExpressions;

namespace AiDevFramework.Gateway.Addresses;

/// <summary>
/// <c>X-Forwarded-Prefix</c> and <c>X-Forwarded-Port</c> of a trusted proxy: the path that it takes off, and the port that clients
/// see. The framework reads the other <c>X-Forwarded-*</c> headers.
/// </summary>
internal static partial class ForwardedPlace
{
    private const int MaxPrefixLength = 200;

    private static readonly object _trusted = new();

    /// <summary>Reads all <c>X-Forwarded-*</c> headers of trusted proxies, and none of others.</summary>
    public static WebApplication UseForwardedPlace(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<TrustedProxies>();
        app.Use((context, next) =>
        {
            if (proxies.Contain(context.Connection.RemoteIpAddress))
            {
                context.Items[_trusted] = true; // from here on the address is that of the client
            }

            return next(context);
        });
        app.UseForwardedHeaders();
        app.Use((context, next) =>
        {
            if (context.Items.ContainsKey(_trusted))
            {
                Apply(context.Request);
            }

            return next(context);
        });
        return app;
    }

    /// <returns>The prefix without a slash at its end; <see langword="null"/> where it is none that a URL could be made of.</returns>
    public static string? ReadPrefix(string? header)
    {
        var prefix = LastOf(header)?.TrimEnd('/');
        return prefix is { Length: > 0 and <= MaxPrefixLength } && Prefix().IsMatch(prefix) ? prefix : null;
    }

    /// <returns>1 to 65535; <see langword="null"/> for anything else.</returns>
    public static int? ReadPort(string? header) =>
        int.TryParse(LastOf(header), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65_535 ? port : null;

    /// <returns>The host with the port that clients see; without one where it is the scheme's own.</returns>
    public static HostString WithPort(HostString host, int port, bool isHttps) => (isHttps, port) switch
    {
        (true, 443) or (false, 80) => new HostString(host.Host),
        _ => new HostString(host.Host, port),
    };

    private static void Apply(HttpRequest request)
    {
        if (ReadPrefix(request.Headers["X-Forwarded-Prefix"]) is { } prefix)
        {
            request.PathBase = prefix;
        }

        // A forwarded host that states its port is what the client itself wrote.
        var statesPort = request.Host.Port is not null && request.Headers.ContainsKey("X-Original-Host");
        if (request.Host.HasValue && !statesPort && ReadPort(request.Headers["X-Forwarded-Port"]) is { } port)
        {
            request.Host = WithPort(request.Host, port, request.IsHttps);
        }
    }

    /// <summary>The nearest proxy adds its word at the end; what stands before is the claim of others.</summary>
    private static string? LastOf(string? header) => header?.Split(',')[^1].Trim();

    /// <summary>Segments of unreserved characters, none of them made of dots alone.</summary>
    [GeneratedRegex(@"^(/(?!\.+(/|$))[A-Za-z0-9._~-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
