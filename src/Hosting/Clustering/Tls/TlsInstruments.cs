using System.Diagnostics.Metrics;
using AiDevFramework.Grains.Abstractions.Telemetry;

namespace AiDevFramework.Hosting.Clustering.Tls;

/// <summary>Only processes that speak TLS to their peers have these.</summary>
internal sealed class TlsInstruments : IDisposable
{
    private readonly Meter _meter = new(ProductMeter.Name);

    public TlsInstruments(Func<double> remainingSeconds)
    {
        Refused = _meter.CreateCounter<long>("aidev.orleans_tls.refused", "{connection}");
        _meter.CreateObservableGauge("aidev.orleans_tls.certificate_remaining", remainingSeconds, "s");
    }

    /// <summary>Connections of silos and gateways that were not let in, or whose other side was not believed.</summary>
    public Counter<long> Refused { get; }

    public void Dispose() => _meter.Dispose();
}
