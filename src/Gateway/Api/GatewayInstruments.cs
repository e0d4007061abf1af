using System.Diagnostics.Metrics;
using AiDevFramework.Grains.Abstractions.Telemetry;

namespace AiDevFramework.Gateway.Api;

/// <summary>What is measured of clients and their requests. Tags have few values, never an id. An instrument without a listener costs one look at a field.</summary>
internal static class GatewayInstruments
{
    private static readonly Meter _meter = new(ProductMeter.Name);

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

    public static void StartAtZero()
    {
        ZeroAtStart.Add(EventsDelivered, "transport", "websocket", "sse", "signalr");
        ZeroAtStart.Add(LagCloses, "transport", "websocket", "sse", "signalr");
        ZeroAtStart.Add(GapFills, "found_by", "hole", "poll");
        ZeroAtStart.Add(RateLimited, "policy", "global");
        ZeroAtStart.Add(Connections, "transport", "websocket", "sse", "signalr");
    }
}
