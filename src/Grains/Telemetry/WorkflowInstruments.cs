using System.Diagnostics.Metrics;
using AiDevFramework.Grains.Abstractions.Telemetry;

namespace AiDevFramework.Grains.Telemetry;

/// <summary>What is measured of runs, phases and published events. Tags have few values, never an id. An instrument without a listener costs one look at a field.</summary>
internal static class WorkflowInstruments
{
    private static readonly Meter _meter = new(ProductMeter.Name);

    private static readonly InstrumentAdvice<double> _calls = new()
    {
        HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 900],
    };

    /// <summary>Runs that were committed as started. <c>kind</c>: start, retry.</summary>
    public static Counter<long> WorkflowsStarted { get; } = _meter.CreateCounter<long>("aidev.workflows.started", "{run}");

    /// <summary><c>outcome</c>: completed, failed, cancelled.</summary>
    public static Counter<long> WorkflowsEnded { get; } = _meter.CreateCounter<long>("aidev.workflows.ended", "{run}");

    /// <summary>Wall clock from start to end of a phase. <c>phase</c>; <c>outcome</c>: completed, failed, cancelled.</summary>
    public static Histogram<double> PhaseDuration { get; } =
        _meter.CreateHistogram("aidev.phase.duration", "s", description: null, tags: null, _calls);

    /// <summary>Runs that were interrupted and go on. <c>reason</c>: lost (its silo died or dropped it), handed_over (it was told to stop).</summary>
    public static Counter<long> Takeovers { get; } = _meter.CreateCounter<long>("aidev.takeovers", "{run}");

    public static Counter<long> EventsPublished { get; } = _meter.CreateCounter<long>("aidev.events.published", "{event}");

    /// <summary>Not put on the streams; gateways find them in the table. <c>reason</c>: stream_failed, queue_full.</summary>
    public static Counter<long> EventsLost { get; } = _meter.CreateCounter<long>("aidev.events.lost", "{event}");

    public static void StartAtZero()
    {
        ZeroAtStart.Add(WorkflowsStarted, "kind", "start", "retry");
        ZeroAtStart.Add(WorkflowsEnded, "outcome", "completed", "failed", "cancelled");
        ZeroAtStart.Add(Takeovers, "reason", "lost", "handed_over");
        ZeroAtStart.Add(EventsLost, "reason", "stream_failed", "queue_full");
        EventsPublished.Add(0);
    }
}
