using System.Threading.Channels;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace AiDevFramework.Grains.Progress;

/// <summary>
/// Publishes on the Orleans streams. What waits while one round is under way goes out together in the next, one batch
/// per shard, so that a busy silo makes few calls and an idle one adds no delay.
/// </summary>
internal sealed partial class StreamProgressFeed(
    IClusterClient cluster, StreamPace pace, TimeProvider clock, ILogger<StreamProgressFeed> logger)
    : BackgroundService, IProgressFeed
{
    /// <summary>Events held while the streams stall; beyond it the oldest are dropped, and gateways find them in the table.</summary>
    private const int Capacity = 65_536;

    private const int MaxBatch = 1024;

    /// <summary>Found when the first is needed: there are no streams before the silo has started.</summary>
    private readonly Lazy<IAsyncStream<ProgressBatch>[]> _shards = new(() =>
    {
        var streams = cluster.GetStreamProvider(ProgressStreams.Provider);
        return [.. Enumerable.Range(0, ProgressStreams.Shards).Select(shard => streams.GetStream<ProgressBatch>(ProgressStreams.IdOf(shard)))];
    });

    private readonly Channel<IReadOnlyList<ProgressEvent>> _published =
        Channel.CreateBounded<IReadOnlyList<ProgressEvent>>(
            new BoundedChannelOptions(Capacity)
            {
                FullMode = BoundedChannelFullMode.DropOldest,
                SingleReader = true,
            },
            static dropped => WorkflowInstruments.EventsLost.Add(dropped.Count, new KeyValuePair<string, object?>("reason", "queue_full")));

    public void Publish(IReadOnlyList<ProgressEvent> events)
    {
        if (events.Count > 0)
        {
            _published.Writer.TryWrite(events);
        }
    }

    public Task PublishTextAsync(IReadOnlyList<ProgressUpdate> updates) => Task.WhenAll(updates
        .GroupBy(update => ProgressStreams.ShardOf(update.ProjectId))
        .Select(shard => StreamOf(shard.Key).OnNextAsync(new ProgressBatch([], Updates: [.. shard]))));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var waiting = new List<ProgressEvent>();
        while (await _published.Reader.WaitToReadAsync(stoppingToken))
        {
            waiting.Clear();
            while (waiting.Count < MaxBatch && _published.Reader.TryRead(out var events))
            {
                waiting.AddRange(events);
            }

            try
            {
                await Task.WhenAll(waiting
                    .GroupBy(item => ProgressStreams.ShardOf(item.ProjectId))
                    .Select(shard => StreamOf(shard.Key).OnNextAsync(new ProgressBatch([.. shard]))));
                WorkflowInstruments.EventsPublished.Add(waiting.Count);
            }
            catch (Exception exception)
            {
                WorkflowInstruments.EventsLost.Add(waiting.Count, new KeyValuePair<string, object?>("reason", "stream_failed"));
                LogLost(exception, waiting.Count); // gateways notice the hole and read the table
            }

            if (pace.Rest > TimeSpan.Zero && waiting.Count < MaxBatch)
            {
                await Task.Delay(pace.Rest, clock, stoppingToken);
            }
        }
    }

    private IAsyncStream<ProgressBatch> StreamOf(int shard) => _shards.Value[shard];

    [LoggerMessage(LogLevel.Warning, "{Count} events could not be put on the streams; gateways will read them from the store")]
    private partial void LogLost(Exception exception, int count);
}

/// <param name="Rest">Between two rounds of publishing events; zero: none.</param>
internal sealed record StreamPace(TimeSpan Rest);
