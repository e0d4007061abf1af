using System.Diagnostics.Metrics;
using AiDevFramework.Grains.Abstractions.Telemetry;

namespace AiDevFramework.Storage;

/// <summary>What is measured of the group commit. Tags have few values, never an id. An instrument without a listener costs one look at a field.</summary>
internal static class CommitInstruments
{
    private static readonly Meter _meter = new(ProductMeter.Name);

    private static readonly InstrumentAdvice<double> _commits = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<int> _batches = new()
    {
        HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256],
    };

    public static Histogram<int> CommitBatchSize { get; } =
        _meter.CreateHistogram("aidev.commit.batch_size", "{write}", description: null, tags: null, _batches);

    /// <summary>One transaction. <c>outcome</c>: committed, failed.</summary>
    public static Histogram<double> CommitDuration { get; } =
        _meter.CreateHistogram("aidev.commit.duration", "s", description: null, tags: null, _commits);

    /// <summary>Writes without a verdict, those in the transaction under way included.</summary>
    public static UpDownCounter<long> CommitQueueLength { get; } = _meter.CreateUpDownCounter<long>("aidev.commit.queue_length", "{write}");

    /// <summary><c>verdict</c>: stored, stale, over_budget (the user may not spend it today), failed; and on the way there busy (row held by another) and in_doubt (answer lost).</summary>
    public static Counter<long> CommitVerdicts { get; } = _meter.CreateCounter<long>("aidev.commit.verdicts", "{write}");

    public static void StartAtZero()
    {
        ZeroAtStart.Add(CommitVerdicts, "verdict", "stored", "stale", "over_budget", "failed", "busy", "in_doubt");
        CommitQueueLength.Add(0);
    }
}
