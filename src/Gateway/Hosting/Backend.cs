using AiDevFramework.Grains.Settings;
using AiDevFramework.Silo;
using AiDevFramework.Silo.Clustering;

namespace AiDevFramework.Gateway.Hosting;

/// <summary>What stands behind HTTP: a cluster where <c>ORLEANS_CLUSTER_ID</c> names one, else a silo in this process.</summary>
internal static class Backend
{
    /// <summary>All of stopping: within the ten seconds that supervisors give.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(8);

    public static IHostApplicationBuilder AddBackend(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        return builder.AddSettings<NodeOptions>().ClusterId is { Length: > 0 } cluster
            ? builder.AddCluster(cluster)
            : builder.AddEmbeddedSilo();
    }

    private static IHostApplicationBuilder AddCluster(this IHostApplicationBuilder builder, string name)
    {
        builder.AddClusterClient();
        builder.Services.AddHostedService<Draining>();
        builder.Services.AddSingleton(new BannerLine("Cluster", _ => name));
        return builder;
    }

    private static IHostApplicationBuilder AddEmbeddedSilo(this IHostApplicationBuilder builder)
    {
        builder.AddProjectSilo();
        builder.Services.AddSingleton(new BannerLine("Data", services => services.GetRequiredService<SiloSummary>().Data));
        builder.Services.AddSingleton(new BannerLine("Models", services => services.GetRequiredService<SiloSummary>().Models));
        return builder;
    }
}
