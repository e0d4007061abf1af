using Microsoft.AspNetCore.Http.Features;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// What one client may send: a start of some kilobytes, then a trickle, which is a thousand times what pings need. The
/// WebSocket itself answers ping frames and passes over empty fragments without telling anybody, so bytes are counted below it.
/// </summary>
internal sealed class TrafficMeter(TimeProvider clock)
{
    /// <summary>Bytes that may come at once.</summary>
    public const int Burst = 64 * 1024;

    private const int BytesPerSecond = 4 * 1024;

    private readonly TaskCompletionSource _exceeded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private double _left = Burst;
    private long _at = clock.GetTimestamp();

    /// <summary>Completes when the client has sent more than it may; nothing is read of it any more.</summary>
    public Task Exceeded => _exceeded.Task;

    /// <summary>The connection below the WebSocket.</summary>
    public MeteredStream? Stream { get; set; }

    public void Count(int bytes)
    {
        var now = clock.GetTimestamp();
        _left = Math.Min(Burst, _left + clock.GetElapsedTime(_at, now).TotalSeconds * BytesPerSecond) - bytes;
        _at = now;
        if (_left < 0)
        {
            _exceeded.TrySetResult();
        }
    }
}

internal static class TrafficMeters
{
    /// <summary>Puts a <see cref="TrafficMeter"/> under the WebSockets of the middleware that follows.</summary>
    public static void UseTrafficMeter(this WebApplication app)
    {
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use((context, next) =>
        {
            if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
            {
                context.Features.Set<IHttpUpgradeFeature>(new MeteredUpgrade(upgrade, MeterOf(context, clock)));
            }
            else if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
            {
                context.Features.Set<IHttpExtendedConnectFeature>(new MeteredConnect(connect, MeterOf(context, clock)));
            }

            return next(context);
        });
    }

    private static TrafficMeter MeterOf(HttpContext context, TimeProvider clock)
    {
        var meter = new TrafficMeter(clock);
        context.Features.Set(meter);
        return meter;
    }

    private sealed class MeteredUpgrade(IHttpUpgradeFeature upgrade, TrafficMeter meter) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => upgrade.IsUpgradableRequest;

        public async Task<Stream> UpgradeAsync() => meter.Stream = new MeteredStream(await upgrade.UpgradeAsync(), meter);
    }

    /// <summary>HTTP/2.</summary>
    private sealed class MeteredConnect(IHttpExtendedConnectFeature connect, TrafficMeter meter) : IHttpExtendedConnectFeature
    {
        public bool IsExtendedConnect => connect.IsExtendedConnect;

        public string? Protocol => connect.Protocol;

        public async ValueTask<Stream> AcceptAsync() => meter.Stream = new MeteredStream(await connect.AcceptAsync(), meter);
    }
}
