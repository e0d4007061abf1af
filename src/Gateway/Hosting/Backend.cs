using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Hosting;

/// <summary>What stands behind HTTP: a cluster where <c>ORLEANS_CLUSTER_ID</c> names one, else a silo in this process.</summary>
internal static class Backend
{
    public static IHostApplicationBuilder AddBackend(this IHostApplicationBuilder builder)
    {
        builder.AddStopping();
        builder.Services.AddSingleton(new BannerLine("Settings", _ => StartFacts.Settings));
        return builder.AddSettings<NodeOptions>().ClusterId is { Length: > 0 } cluster
            ? builder.AddCluster(cluster)
            : Embedded.AddSilo(builder);
    }

    /// <summary>Refuses requests of the API until a silo has answered.</summary>
    public static WebApplication UseBackend(this WebApplication app)
    {
        if (app.Services.GetService<ClusterLink>() is { } link)
        {
            var prefix = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.ApiPrefix;
            app.UseWhen(
                context => !link.IsConnected && context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal),
                refused => refused.Run(context => Problems.Unavailable(context).ExecuteAsync(context)));
        }

        return app;
    }

    private static IHostApplicationBuilder AddCluster(this IHostApplicationBuilder builder, string name)
    {
        builder.AddClusterClient();
        builder.AddSharedRateLimits();
        builder.Services.AddHostedService<Draining>();
        builder.Services.AddSingleton(new BannerLine("Cluster", _ => name));
        return builder;
    }
}
