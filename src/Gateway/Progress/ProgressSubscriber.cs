using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Hosting.Clustering;

namespace AiDevFramework.Gateway.Progress;

/// <summary>Subscribes this gateway to all progress streams, and renews the subscriptions that fall silent.</summary>
/// <param name="link">Absent where the silo is in this process.</param>
internal sealed partial class ProgressSubscriber(
    IClusterClient cluster, ProgressRelay relay, TimeProvider clock, ILogger<ProgressSubscriber> logger, ClusterLink? link = null)
    : BackgroundService
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly PeriodicTimer _timer = new(ProbeInterval, clock);
    private ShardSubscription[]? _shards;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var ended = Task.WhenAll((_shards ?? []).Select(shard => shard.EndAsync())); // else each restart would leave 32 behind
        await ended.WaitAsync(Farewell, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    /// <summary>Subscribes, or looks whether the subscriptions live. One shard's failure does not keep the others.</summary>
    internal Task RoundAsync(CancellationToken cancellationToken)
    {
        var streams = cluster.GetStreamProvider(ProgressStreams.Provider);
        _shards ??= [.. Enumerable.Range(0, ProgressStreams.Shards).Select(shard => new ShardSubscription(
            streams.GetStream<ProgressBatch>(ProgressStreams.IdOf(shard)), batch => OfferAsync(batch, cancellationToken)))];
        return Task.WhenAll(_shards.Select(RoundAsync));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (link?.Connected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return; // the cluster may well go away with us; whoever lets an exception out is reported as broken
            }
            catch (Exception exception)
            {
                LogUnreachable(exception); // the next round tries again; nothing is lost, only late
            }
        }
        while (await _timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RoundAsync(ShardSubscription shard, int number)
    {
        if (await shard.RoundAsync())
        {
            LogRenewed(number);
        }
    }

    /// <summary>Never fails: the stream would deliver again and again, and hold up what comes after.</summary>
    private async Task OfferAsync(ProgressBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            relay.OfferText(batch.Updates ?? []);
            await relay.OfferAsync(batch.Events, cancellationToken);
        }
        catch (Exception exception)
        {
            LogNotFilled(exception); // the poll of heads fills it
        }
    }

    [LoggerMessage(LogLevel.Warning, "The cluster cannot be asked for events; trying again")]
    private partial void LogUnreachable(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The stream of shard {Shard} fell silent; subscribed again")]
    private partial void LogRenewed(int shard);

    [LoggerMessage(LogLevel.Warning, "A gap in the events could not be filled yet")]
    private partial void LogNotFilled(Exception exception);
}
