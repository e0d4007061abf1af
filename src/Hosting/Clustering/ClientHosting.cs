using AiDevFramework.Hosting.Clustering.Tls;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>Makes a host a client of a cluster that it finds in the database; it runs no grains itself.</summary>
public static class ClientHosting
{
    /// <summary>The longest a call waits for its answer, give or take the second after which Orleans looks again. Requests of the API have
    /// limits of their own below it.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(4);

    /// <summary>How long the client believes a silo about which grains there are. A silo that was voted out while it was frozen knows of
    /// none when it wakes, and may be the one that answers: by default no grain could be found for a minute.</summary>
    private static readonly TimeSpan ManifestAge = TimeSpan.FromSeconds(2);

    /// <summary>Registers <see cref="IGrainFactory"/>, <see cref="IClusterClient"/> and <see cref="ClusterLink"/>. The host starts
    /// without waiting for a silo; no grain can be named before <see cref="ClusterLink.IsConnected"/>.</summary>
    public static IHostApplicationBuilder AddClusterClient(this IHostApplicationBuilder builder)
    {
        var node = builder.AddSettings<NodeOptions>();
        var telemetry = builder.AddSettings<TelemetryOptions>();
        var connection = ClusterDatabase.ConnectionString(node, builder.AddSettings<DatabaseOptions>());
        builder.Services.AddSingleton<IValidateOptions<DatabaseOptions>>(services =>
            new ClusterNeedsPostgres(services.GetRequiredService<IOptions<NodeOptions>>(), isSilo: false));

        builder.AddStartNotices(_ => connection is null ? [] : DatabaseRisks.OfServer("ORLEANS_DATABASE_URL or DATABASE_URL", connection));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<SiloAdvice>();
        builder.Logging.AddFilter("Orleans.Runtime.Messaging", LogLevel.Critical); // a stack trace for each try; SiloAdvice tells why
        var tls = builder.AddTlsConnections();
        var before = builder.Services.ToHashSet();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = node.ClusterId ?? NodeOptions.DefaultId;
                cluster.ServiceId = node.ServiceId;
            });
            client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (ClusterDatabase.Invariant, connection));
            if (tls is not null)
            {
                client.UseTls(tls);
            }

            client.AddProgressStreams();
            client.AddDashboard(node);
            client.Services.AddExceptionTravel();
            client.AddTracing(telemetry);
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout);
            client.Configure<TypeManagementOptions>(types => types.TypeMapRefreshInterval = ManifestAge);
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
            client.UseConnectionRetryFilter<ClusterWait>();
        });
        foreach (var service in builder.Services.Where(service => service.ServiceType == typeof(IHostedService)).Except(before).ToList())
        {
            builder.Services.Remove(service); // it would hold up the host, HTTP included, until there is a silo
        }

        builder.Services.AddSingleton<ClusterLink>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterLink>());
        builder.Services.AddSingleton<IClusterConnectionStatusObserver>(services => services.GetRequiredService<ClusterLink>());
        builder.Services.AddHealthChecks().AddCheck<ClusterHealthCheck>("cluster");
        return builder;
    }
}
