using System.Diagnostics.Metrics;
using AiDevFramework.Grains.Abstractions.Telemetry;

namespace AiDevFramework.Hosting.Connections;

/// <summary>What is measured of HTTP connections. Tags have few values, never an id. An instrument without a listener costs one look at a field.</summary>
internal static class ConnectionInstruments
{
    private static readonly Meter _meter = new(ProductMeter.Name);

    /// <summary>Open sockets. <c>caller</c>: stranger (has carried no authenticated request), known.</summary>
    public static UpDownCounter<long> HttpConnections { get; } = _meter.CreateUpDownCounter<long>("aidev.http.connections", "{connection}");

    /// <summary>Accepted and closed at once for <c>reason</c>: full (no place), address (it has its share); or closed later: silent.</summary>
    public static Counter<long> HttpConnectionsRefused { get; } =
        _meter.CreateCounter<long>("aidev.http.connections_refused", "{connection}");

    public static void StartAtZero()
    {
        ZeroAtStart.Add(HttpConnectionsRefused, "reason", "full", "address", "silent");
        ZeroAtStart.Add(HttpConnections, "caller", "stranger", "known");
    }
}
