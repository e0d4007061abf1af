using AiDevFramework.Grains.Abstractions.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>Begins with zeros, and sends what is left at the end, for no longer than a process that stops can wait.</summary>
internal sealed class TelemetryLifetime(
    MeterProvider metrics, IEnumerable<ZeroAtStart> zeros, TracerProvider? traces = null) : IHostedService
{
    /// <summary>A collector that does not answer must not keep the process beyond the ten seconds that supervisors give.</summary>
    private const int FarewellMs = 1000;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ExportInstruments.StartAtZero();
        foreach (var instruments in zeros)
        {
            instruments.Run();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll( // both block while they wait
        Task.Run(() => metrics.Shutdown(FarewellMs), CancellationToken.None),
        Task.Run(() => traces?.Shutdown(FarewellMs), CancellationToken.None));
}
