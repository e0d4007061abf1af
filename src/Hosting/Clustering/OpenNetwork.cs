using System.Net;
using AiDevFramework.Hosting.Clustering.Tls;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>Says at the start that others can reach this silo without TLS.</summary>
internal sealed partial class OpenNetwork(IOptions<NodeOptions> node, IOptions<ClusterTlsOptions> tls, ILogger<OpenNetwork> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var address = node.Value.Advertise();
        switch (tls.Value.Mode)
        {
            case TlsMode.Off when !IPAddress.IsLoopback(address):
                LogOff(address);
                break;
            case TlsMode.Optional when !IPAddress.IsLoopback(address):
                LogOptional(address);
                break;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "This silo listens at {Address} for silos and gateways without TLS: whoever reaches its ports can read and "
        + "change everything. Give it a certificate (ORLEANS_TLS_CERTIFICATE), or keep the network to yourself")]
    private partial void LogOff(IPAddress address);

    [LoggerMessage(LogLevel.Warning, "This silo listens at {Address} for silos and gateways with and without TLS. Set ORLEANS_TLS_MODE=required "
        + "once all of them have a certificate")]
    private partial void LogOptional(IPAddress address);
}
