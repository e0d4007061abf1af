using AiDevFramework.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace AiDevFramework.Hosting.Clustering.Tls;

/// <summary>Puts TLS between the processes of a cluster, where the settings ask for it.</summary>
internal static class TlsHosting
{
    public static void UseTls(this ISiloBuilder silo, TlsConnections connections) =>
        silo.Configure<SiloConnectionOptions>(options =>
        {
            options.ConfigureSiloInboundConnection(connections.UseInbound);
            options.ConfigureGatewayInboundConnection(connections.UseInbound);
            options.ConfigureSiloOutboundConnection(connections.UseOutbound);
        });

    public static void UseTls(this IClientBuilder client, TlsConnections connections) =>
        client.Configure<ClientConnectionOptions>(options => options.ConfigureConnection(connections.UseOutbound));

    /// <returns><see langword="null"/> where TLS is off.</returns>
    public static TlsConnections? AddTlsConnections(this IHostApplicationBuilder builder)
    {
        var settings = builder.AddSettings<ClusterTlsOptions>();
        if (settings.Mode is TlsMode.Off)
        {
            return null;
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<TlsIdentity>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TlsIdentity>());
        return new TlsConnections(settings.Mode, services => services.GetRequiredService<TlsIdentity>());
    }
}
