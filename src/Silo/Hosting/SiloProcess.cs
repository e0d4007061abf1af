using System.Net;
using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.Hosting.Connections;
using AiDevFramework.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Silo.Hosting;

/// <summary>What a silo has as a process of its own: a log, an address, a time to leave.</summary>
internal static class SiloProcess
{
    /// <summary>Health and metrics need few connections, and everybody who asks for them is a stranger.</summary>
    private const int MaxConnections = 256;

    public static IHostApplicationBuilder AddSiloProcess(this IHostApplicationBuilder builder)
    {
        var settings = builder.AddSettings<SiloOptions>();
        var node = builder.AddSettings<NodeOptions>();
        builder.AddConsoleLog(settings.Debug ? LogThreshold.Debug : settings.LogLevel, settings.LogFormat);
        foreach (var key in (string[])[WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey])
        {
            builder.Configuration[key] = ""; // HOST and PORT alone decide, also in container images that preset these
        }

        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (HttpEndpoint.IsHost(settings.Host) && settings.Port is >= 0 and <= IPEndPoint.MaxPort) // made before settings are checked
            {
                kestrel.Listen(HttpEndpoint.Of(settings.Host, settings.Port), listen => listen.Protocols = HttpProtocols.Http1);
            }
        });
        builder.AddConnectionLimits(
            static (_, files) => new ConnectionLimits((int)Math.Clamp(files / 4, ConnectionLimits.Smallest, MaxConnections)),
            static _ => static _ => false);
        builder.Services.AddHostedService(_ => new PortProbe(new Dictionary<(string, string), IPEndPoint>
        {
            [("PORT", "HOST")] = HttpEndpoint.Of(settings.Host, settings.Port),
            [("ORLEANS_SILO_PORT", "ORLEANS_ADVERTISED_ADDRESS")] = new(node.Advertise(), node.SiloPort),
            [("ORLEANS_GATEWAY_PORT", "ORLEANS_ADVERTISED_ADDRESS")] = new(node.Advertise(), node.GatewayPort),
        }));
        builder.AddStopping();
        return builder;
    }

    /// <summary>What a person needs to know once the silo works, on standard output.</summary>
    public static WebApplication UseSiloBanner(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var silo = app.Services.GetRequiredService<ILocalSiloDetails>();
            var summary = app.Services.GetRequiredService<SiloSummary>();
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            var lines = new List<(string Label, string? Text)> { ("Listening", address), ("Settings", StartFacts.Settings) };
            lines.AddRange(summary.Lines);
            lines.Add(("Traces", StartFacts.Traces(app.Services)));
            var format = app.Services.GetRequiredService<IOptions<SiloOptions>>().Value.LogFormat;
            Console.Out.WriteLine(BannerText.Of(format, $"Silo {silo.SiloAddress} of cluster {silo.ClusterId}", lines));
            Console.Out.Flush();
        });
        return app;
    }
}
