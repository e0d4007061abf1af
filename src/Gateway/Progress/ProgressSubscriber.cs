using AiDevFramework.Grains.Abstractions.Progress;
using Orleans.Streams;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Subscribes this gateway to all progress streams once, and asks every two seconds for what they lost.</summary>
internal sealed partial class ProgressSubscriber(
    IClusterClient cluster, ProgressRelay relay, TimeProvider clock, ILogger<ProgressSubscriber> logger) : BackgroundService
{
    private static readonly TimeSpan HeadsInterval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var subscriptions = new StreamSubscriptionHandle<ProgressBatch>?[ProgressStreams.Shards];
        using var timer = new PeriodicTimer(HeadsInterval, clock);
        do
        {
            try
            {
                await SubscribeAsync(subscriptions, stoppingToken);
                await relay.CheckHeadsAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnreachable(exception); // the next round tries again; nothing is lost, only late
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SubscribeAsync(StreamSubscriptionHandle<ProgressBatch>?[] subscriptions, CancellationToken stoppingToken)
    {
        var streams = cluster.GetStreamProvider(ProgressStreams.Provider);
        for (var shard = 0; shard < subscriptions.Length; shard++)
        {
            subscriptions[shard] ??= await streams.GetStream<ProgressBatch>(ProgressStreams.IdOf(shard))
                .SubscribeAsync((batch, _) => relay.OfferAsync(batch.Events, stoppingToken));
        }
    }

    [LoggerMessage(LogLevel.Warning, "The cluster cannot be asked for events; trying again")]
    private partial void LogUnreachable(Exception exception);
}
