using System.Net;
using System.Net.Sockets;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Llm;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.Projects;
using AiDevFramework.Grains.Storage;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace AiDevFramework.Silo;

/// <summary>Puts the product into a host: storage, models, phases, and the silo that runs the grains.</summary>
public static class SiloHosting
{
    /// <summary>
    /// A silo of its own cluster. Registers <see cref="IGrainFactory"/> and <see cref="IClusterClient"/> for the rest of the host.
    /// Settings come from the host's configuration; wrong ones stop the start.
    /// </summary>
    public static IHostApplicationBuilder AddProjectSilo(this IHostApplicationBuilder builder)
    {
        builder.AddStorage(); // first: hosted services stop in the opposite order, and a stopping silo still stores results
        builder.AddLlm();
        builder.AddPhases();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0); // no other process connects
            silo.AddProgressStreams();
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = TimeSpan.FromMinutes(2); // a finished project is not asked for again
                options.CollectionQuantum = TimeSpan.FromSeconds(30);
            });
        });
        builder.AddProjects();
        builder.Services.AddSingleton<SiloSummary>(services => new SiloSummary(
            services.GetRequiredService<Database>().Description,
            services.GetRequiredService<IOptions<LlmOptions>>().Value.ProviderDescription));
        return builder;
    }

    private static void AddProgressStreams(this ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryStreams(ProgressStreams.Provider, streams =>
        {
            streams.ConfigurePartitioning(ProgressStreams.Queues);
            streams.ConfigurePullingAgent(agent => agent.Configure(options =>
            {
                options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10); // half of what a person notices, see README
                options.MaxEventDeliveryTime = TimeSpan.FromSeconds(5);
            }));
            streams.ConfigureCacheEviction(cache => cache.Configure(options =>
            {
                options.DataMaxAgeInCache = TimeSpan.FromSeconds(30);
                options.DataMinTimeInCache = TimeSpan.FromSeconds(10);
            }));
        });
        silo.Configure<SiloMessagingOptions>(options => options.ClientDropTimeout = TimeSpan.FromSeconds(5));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What a person wants to know of a silo at start.</summary>
/// <param name="Data">Where the data is; no password.</param>
/// <param name="Models">Who answers model calls; no key.</param>
public sealed record SiloSummary(string Data, string Models);
