using System.Net;
using AiDevFramework.Grains.Abstractions.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiDevFramework.Hosting.Connections;

public static class ConnectionLimiting
{
    /// <summary>Whoever has not sent a request's head by then is slow on purpose. nginx in deploy/ has the same.</summary>
    private static readonly TimeSpan HeadTime = TimeSpan.FromSeconds(15);

    /// <summary>Bounds the connections of the process's HTTP server.</summary>
    /// <param name="limits">Asked once, when the server starts, with the files that the process may open.</param>
    /// <param name="isProxy">Whether many clients are behind an address, so that it may have more than its share.</param>
    public static IHostApplicationBuilder AddConnectionLimits(
        this IHostApplicationBuilder builder,
        Func<IServiceProvider, long, ConnectionLimits> limits,
        Func<IServiceProvider, Func<IPAddress, bool>> isProxy)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new ConnectionPlaces(
            limits(services, FileLimit.OfThisProcess()), isProxy(services), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IConnectionListenerFactory, BoundedListenerFactory>(); // the last one is asked first
        builder.Services.AddHostedService<ConnectionGuard>();
        builder.Services.AddSingleton(new ZeroAtStart(ConnectionInstruments.StartAtZero));
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.RequestHeadersTimeout = HeadTime);
        return builder;
    }
}
