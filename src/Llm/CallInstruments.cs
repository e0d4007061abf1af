using System.Diagnostics.Metrics;
using AiDevFramework.Grains.Abstractions.Telemetry;

namespace AiDevFramework.Llm;

/// <summary>What is measured of model calls. Tags have few values, never an id. An instrument without a listener costs one look at a field.</summary>
internal static class CallInstruments
{
    private static readonly Meter _meter = new(ProductMeter.Name);

    private static readonly InstrumentAdvice<double> _calls = new()
    {
        HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 900],
    };

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

    public static void StartAtZero()
    {
        CallsInFlight.Add(0);
        CallsWaiting.Add(0);
    }
}
