using System.Diagnostics.Metrics;
using AiDevFramework.Grains.Abstractions.Telemetry;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>What is measured of the export of traces. Tags have few values, never an id. An instrument without a listener costs one look at a field.</summary>
internal static class ExportInstruments
{
    private static readonly Meter _meter = new(ProductMeter.Name);

    /// <summary><c>reason</c>: queue_full (the collector is slow or away), export_failed (it refused or did not answer).
    /// <c>destination</c>: collector, langfuse.</summary>
    public static Counter<long> SpansDropped { get; } = _meter.CreateCounter<long>("aidev.telemetry.spans_dropped", "{span}");

    public static void StartAtZero()
    {
        foreach (var destination in (string[])["collector", "langfuse"])
        {
            SpansDropped.Add(0, new("reason", "queue_full"), new("destination", destination));
            SpansDropped.Add(0, new("reason", "export_failed"), new("destination", destination));
        }
    }
}
