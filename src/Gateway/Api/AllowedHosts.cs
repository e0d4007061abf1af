using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Api;

/// <summary>
/// Refuses requests for another host than <c>ALLOWED_HOSTS</c> names, before anything else looks at them. The probes of a supervisor,
/// which asks by address, are answered: they give out no address.
/// </summary>
internal static class AllowedHosts
{
    private static readonly PathString[] _probes = ["/health/live", "/health/ready"];

    public static WebApplication UseAllowedHosts(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value;
        if (options.AllowedHosts.Count == 0)
        {
            return app;
        }

        List<string> allowed = [.. options.AllowedHosts];
        if (PublicUrl.Read(options.PublicUrl) is { } address)
        {
            allowed.Add(address.Host);
        }

        app.Use((context, next) => Allow(allowed, context.Request.Host, context.Request.IsHttps) || _probes.Any(probe => probe.Equals(context.Request.Path))
            ? next(context)
            : Problems.HostNotAllowed().ExecuteAsync(context));
        return app;
    }

    /// <summary>A name stands for itself at any port, <c>name:port</c> at that one, <c>*.name</c> for whatever is below it.</summary>
    public static bool Allow(IReadOnlyList<string> allowed, HostString host, bool isHttps) => allowed.Any(pattern => Matches(pattern, host, isHttps));

    private static bool Matches(string pattern, HostString host, bool isHttps)
    {
        if (pattern == HostPattern.Any)
        {
            return true;
        }

        var expected = new HostString(pattern);
        var asked = host.Port ?? (isHttps ? 443 : 80); // clients leave the scheme's own port out
        if (!host.HasValue || (expected.Port is { } port && port != asked))
        {
            return false;
        }

        return expected.Host.StartsWith("*.", StringComparison.Ordinal)
            ? host.Host.Length > expected.Host.Length - 1 && host.Host.EndsWith(expected.Host[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(host.Host, expected.Host, StringComparison.OrdinalIgnoreCase);
    }
}
