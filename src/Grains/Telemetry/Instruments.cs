using System.Diagnostics.Metrics;

namespace AiDevFramework.Grains.Telemetry;

/// <summary>
/// Every instrument of the product, with its unit. Tags have few values: names of phases, steps, configured models, outcomes;
/// never an id. One without a listener costs a look at a field.
/// </summary>
public static class Instruments
{
    public const string MeterName = "AiDevFramework";

    private static readonly Meter _meter = new(MeterName);

    private static readonly InstrumentAdvice<double> _calls = new()
    {
        HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 900],
    };

    private static readonly InstrumentAdvice<double> _commits = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<int> _batches = new()
    {
        HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256],
    };

    // ---- workflows --------------------------------------------------------------------------------------------------------

    /// <summary>Runs that were committed as started. <c>kind</c>: start, retry.</summary>
    public static Counter<long> WorkflowsStarted { get; } = _meter.CreateCounter<long>("aidev.workflows.started", "{run}");

    /// <summary><c>outcome</c>: completed, failed, cancelled.</summary>
    public static Counter<long> WorkflowsEnded { get; } = _meter.CreateCounter<long>("aidev.workflows.ended", "{run}");

    /// <summary>Wall clock from start to end of a phase. <c>phase</c>; <c>outcome</c>: completed, failed, cancelled.</summary>
    public static Histogram<double> PhaseDuration { get; } =
        _meter.CreateHistogram("aidev.phase.duration", "s", description: null, tags: null, _calls);

    /// <summary>Runs that were interrupted and go on. <c>reason</c>: lost (its silo died or dropped it), handed_over (it was told to stop).</summary>
    public static Counter<long> Takeovers { get; } = _meter.CreateCounter<long>("aidev.takeovers", "{run}");

    // ---- model calls ------------------------------------------------------------------------------------------------------

    /// <summary>One attempt, without the wait for the limiter. <c>model</c> as configured; <c>step</c>; <c>outcome</c>: answered,
    /// truncated, cancelled, or what failed.</summary>
    public static Histogram<double> CallDuration { get; } =
        _meter.CreateHistogram("aidev.model_call.duration", "s", description: null, tags: null, _calls);

    /// <summary>As the provider reported them. <c>model</c>; <c>step</c>; <c>kind</c>: input, output.</summary>
    public static Counter<long> CallTokens { get; } = _meter.CreateCounter<long>("aidev.model_call.tokens", "{token}");

    /// <summary>US dollars of the calls whose price is known. <c>model</c>; <c>step</c>.</summary>
    public static Counter<double> CallCostUsd { get; } = _meter.CreateCounter<double>("aidev.model_call.cost_usd", "{USD}");

    /// <summary>Answers whose price nobody knows: they are missing in the cost. <c>model</c>; <c>step</c>.</summary>
    public static Counter<long> CallsUnpriced { get; } = _meter.CreateCounter<long>("aidev.model_call.unpriced", "{call}");

    public static UpDownCounter<long> CallsInFlight { get; } = _meter.CreateUpDownCounter<long>("aidev.model_calls.in_flight", "{call}");

    /// <summary>For the limiter of this silo.</summary>
    public static UpDownCounter<long> CallsWaiting { get; } = _meter.CreateUpDownCounter<long>("aidev.model_calls.waiting", "{call}");

    // ---- group commit -----------------------------------------------------------------------------------------------------

    public static Histogram<int> CommitBatchSize { get; } =
        _meter.CreateHistogram("aidev.commit.batch_size", "{write}", description: null, tags: null, _batches);

    /// <summary>One transaction. <c>outcome</c>: committed, failed.</summary>
    public static Histogram<double> CommitDuration { get; } =
        _meter.CreateHistogram("aidev.commit.duration", "s", description: null, tags: null, _commits);

    /// <summary>Writes without a verdict, those in the transaction under way included.</summary>
    public static UpDownCounter<long> CommitQueueLength { get; } = _meter.CreateUpDownCounter<long>("aidev.commit.queue_length", "{write}");

    /// <summary><c>verdict</c>: stored, stale, failed; and on the way there busy (row held by another) and in_doubt (answer lost).</summary>
    public static Counter<long> CommitVerdicts { get; } = _meter.CreateCounter<long>("aidev.commit.verdicts", "{write}");

    // ---- events -----------------------------------------------------------------------------------------------------------

    public static Counter<long> EventsPublished { get; } = _meter.CreateCounter<long>("aidev.events.published", "{event}");

    /// <summary>Not put on the streams; gateways find them in the table. <c>reason</c>: stream_failed, queue_full.</summary>
    public static Counter<long> EventsLost { get; } = _meter.CreateCounter<long>("aidev.events.lost", "{event}");

    // ---- gateways ---------------------------------------------------------------------------------------------------------

    /// <summary>Clients that follow projects now. <c>transport</c>: websocket, sse, signalr.</summary>
    public static UpDownCounter<long> Connections { get; } = _meter.CreateUpDownCounter<long>("aidev.gateway.connections", "{connection}");

    /// <summary>Stored events, one for each client. <c>transport</c>.</summary>
    public static Counter<long> EventsDelivered { get; } = _meter.CreateCounter<long>("aidev.gateway.events.delivered", "{event}");

    /// <summary>Clients that were cut off because they read too slowly. <c>transport</c>.</summary>
    public static Counter<long> LagCloses { get; } = _meter.CreateCounter<long>("aidev.gateway.lag_closes", "{connection}");

    /// <summary>Reads of the log for what the streams lost. <c>found_by</c>: hole (a later event came), poll (none did).</summary>
    public static Counter<long> GapFills { get; } = _meter.CreateCounter<long>("aidev.gateway.gap_fills", "{read}");

    /// <summary><c>policy</c>: the limit that was reached.</summary>
    public static Counter<long> RateLimited { get; } = _meter.CreateCounter<long>("aidev.gateway.rate_limited", "{request}");

    // ---- HTTP connections of gateways and silos ---------------------------------------------------------------------------

    /// <summary>Open sockets. <c>caller</c>: stranger (has carried no authenticated request), known.</summary>
    public static UpDownCounter<long> HttpConnections { get; } = _meter.CreateUpDownCounter<long>("aidev.http.connections", "{connection}");

    /// <summary>Accepted and closed at once for <c>reason</c>: full (no place), address (it has its share); or closed later: silent.</summary>
    public static Counter<long> HttpConnectionsRefused { get; } =
        _meter.CreateCounter<long>("aidev.http.connections_refused", "{connection}");

    // ---- export -----------------------------------------------------------------------------------------------------------

    /// <summary><c>reason</c>: queue_full (the collector is slow or away), export_failed (it refused or did not answer).
    /// <c>destination</c>: collector, langfuse.</summary>
    public static Counter<long> SpansDropped { get; } = _meter.CreateCounter<long>("aidev.telemetry.spans_dropped", "{span}");

    /// <summary>Makes what has not happened yet a zero instead of a hole, once somebody listens.</summary>
    public static void StartAtZero()
    {
        Zero(WorkflowsStarted, "kind", "start", "retry");
        Zero(WorkflowsEnded, "outcome", "completed", "failed", "cancelled");
        Zero(Takeovers, "reason", "lost", "handed_over");
        Zero(CommitVerdicts, "verdict", "stored", "stale", "failed", "busy", "in_doubt");
        Zero(EventsLost, "reason", "stream_failed", "queue_full");
        Zero(EventsDelivered, "transport", "websocket", "sse", "signalr");
        Zero(LagCloses, "transport", "websocket", "sse", "signalr");
        Zero(GapFills, "found_by", "hole", "poll");
        Zero(RateLimited, "policy", "global");
        Zero(HttpConnectionsRefused, "reason", "full", "address", "silent");
        foreach (var destination in (string[])["collector", "langfuse"])
        {
            SpansDropped.Add(0, new("reason", "queue_full"), new("destination", destination));
            SpansDropped.Add(0, new("reason", "export_failed"), new("destination", destination));
        }

        EventsPublished.Add(0);
        CallsInFlight.Add(0);
        CallsWaiting.Add(0);
        CommitQueueLength.Add(0);
        foreach (var transport in (string[])["websocket", "sse", "signalr"])
        {
            Connections.Add(0, new KeyValuePair<string, object?>("transport", transport));
        }

        foreach (var caller in (string[])["stranger", "known"])
        {
            HttpConnections.Add(0, new KeyValuePair<string, object?>("caller", caller));
        }
    }

    private static void Zero(Counter<long> counter, string tag, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            counter.Add(0, new KeyValuePair<string, object?>(tag, value));
        }
    }
}
