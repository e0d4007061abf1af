using System.Net;
using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Hosting;
using AiDevFramework.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Hosting;

/// <summary>Where the server listens, and whom it believes about where a request came from.</summary>
internal static class Listening
{
    public static IHostApplicationBuilder AddListening(this IHostApplicationBuilder builder)
    {
        foreach (var key in (string[])[WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey])
        {
            builder.Configuration[key] = ""; // HOST and PORT alone decide, also in container images that preset these
        }

        var settings = builder.AddSettings<GatewayOptions>();
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytes.DrainLimit;
            if (HttpEndpoint.IsHost(settings.Host) && settings.Port is >= 0 and <= IPEndPoint.MaxPort) // made before settings are checked
            {
                kestrel.Listen(EndpointOf(settings), listen => listen.Protocols = HttpProtocols.Http1);
            }
        });
        builder.Services.AddHostedService(services => new PortProbe(new Dictionary<(string, string), IPEndPoint>
        {
            [("PORT", "HOST")] = EndpointOf(services.GetRequiredService<IOptions<GatewayOptions>>().Value),
        }));
        builder.AddStartNotices(services => PlainText.NoticeOf(EndpointOf(services.GetRequiredService<IOptions<GatewayOptions>>().Value)));
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<TrustedProxies>((forwarded, proxies) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in proxies.Networks)
            {
                forwarded.KnownIPNetworks.Add(network);
            }

            if (forwarded.KnownIPNetworks.Count == 0)
            {
                forwarded.ForwardedHeaders = ForwardedHeaders.None; // an empty list would mean: believe everybody
            }
        });
        return builder;
    }

    private static IPEndPoint EndpointOf(GatewayOptions settings) => HttpEndpoint.Of(settings.Host, settings.Port);
}
