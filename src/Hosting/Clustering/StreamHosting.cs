using AiDevFramework.Grains.Abstractions.Progress;
using Orleans.Configuration;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>The streams that carry progress events. Both sides must agree on name and number of queues.</summary>
internal static class StreamHosting
{
    public static ISiloBuilder AddProgressStreams(this ISiloBuilder silo)
    {
        silo.AddMemoryStreams(ProgressStreams.Provider, streams =>
        {
            streams.ConfigurePartitioning(ProgressStreams.Queues);
            streams.ConfigurePullingAgent(agent => agent.Configure(options =>
            {
                options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10); // half of what a person notices
                options.MaxEventDeliveryTime = TimeSpan.FromSeconds(5);
            }));
            streams.ConfigureCacheEviction(cache => cache.Configure(options =>
            {
                options.DataMaxAgeInCache = TimeSpan.FromSeconds(30);
                options.DataMinTimeInCache = TimeSpan.FromSeconds(10);
            }));
        });
        return silo.Configure<SiloMessagingOptions>(options => options.ClientDropTimeout = TimeSpan.FromSeconds(5));
    }

    public static IClientBuilder AddProgressStreams(this IClientBuilder client) =>
        client.AddMemoryStreams(ProgressStreams.Provider, streams => streams.ConfigurePartitioning(ProgressStreams.Queues));
}
