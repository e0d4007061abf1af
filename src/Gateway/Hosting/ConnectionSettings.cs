using System.Net;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Hosting.Connections;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Hosting;

/// <summary>What <c>MAX_CONNECTIONS</c> and <c>TRUSTED_PROXIES</c> mean for the connections that the gateway takes.</summary>
internal static partial class ConnectionSettings
{
    public static IHostApplicationBuilder AddConnectionLimits(this IHostApplicationBuilder builder) =>
        builder.AddConnectionLimits(LimitsOf, ProxiesOf);

    private static ConnectionLimits LimitsOf(IServiceProvider services, long fileLimit)
    {
        var calls = services.GetService<OutgoingCalls>()?.Most ?? 0;
        if (services.GetRequiredService<IOptions<GatewayOptions>>().Value.MaxConnections is not { } wanted)
        {
            return FileBudget.Usual(fileLimit, calls);
        }

        var largest = FileBudget.Largest(fileLimit, calls);
        if (wanted > largest)
        {
            LogTooMany(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ConnectionSettings)), wanted, fileLimit, largest);
        }

        return new ConnectionLimits(Math.Min(wanted, largest));
    }

    /// <summary>The same addresses whose headers are believed.</summary>
    private static Func<IPAddress, bool> ProxiesOf(IServiceProvider services)
    {
        var networks = services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value.KnownIPNetworks;
        return address => networks.Any(network => network.Contains(address));
    }

    [LoggerMessage(LogLevel.Warning,
        "MAX_CONNECTIONS is {Wanted}, but the process may open {Files} files: {Taken} connections are taken. Raise the limit of open files (ulimit -n)")]
    private static partial void LogTooMany(ILogger logger, int wanted, long files, int taken);
}
