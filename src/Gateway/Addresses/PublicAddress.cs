using System.Globalization;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Addresses;

/// <summary>
/// What the URLs begin with that the service gives out. <c>PUBLIC_URL</c> decides; without it the address that the client itself
/// used, as its <c>Host</c> header and trusted proxies tell.
/// </summary>
internal sealed class PublicAddress(IOptions<GatewayOptions> options)
{
    private readonly Uri? _fixed = PublicUrl.Read(options.Value.PublicUrl);

    /// <returns>Scheme, host, port and prefix, without a slash at the end: <c>https://plans.example.com/ai</c>.</returns>
    public string Http(HttpRequest request) => $"{(IsHttps(request) ? "https" : "http")}://{HostOf(request)}{PathOf(request)}";

    /// <inheritdoc cref="Http"/>
    public string WebSocket(HttpRequest request) => $"{(IsHttps(request) ? "wss" : "ws")}://{HostOf(request)}{PathOf(request)}";

    /// <returns>The path before ours, escaped; empty where there is none.</returns>
    public string PathOf(HttpRequest request) => _fixed is null ? request.PathBase.ToUriComponent() : _fixed.AbsolutePath.TrimEnd('/');

    /// <returns>Where the API is, for its description: <c>PUBLIC_URL</c>, or the path alone, which holds for whatever host was asked.</returns>
    public string ServerOf(HttpRequest request) => (_fixed, PathOf(request)) switch
    {
        (not null, _) => Http(request),
        (null, "") => "/",
        (null, var path) => path,
    };

    private bool IsHttps(HttpRequest request) => _fixed is null ? request.IsHttps : _fixed.Scheme == Uri.UriSchemeHttps;

    private string HostOf(HttpRequest request)
    {
        if (_fixed is not null)
        {
            var host = _fixed.HostNameType is UriHostNameType.IPv6 ? _fixed.Host : _fixed.IdnHost;
            return _fixed.IsDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{_fixed.Port}");
        }

        return Uri.TryCreate($"http://{request.Host.ToUriComponent()}", UriKind.Absolute, out _)
            ? request.Host.ToUriComponent()
            : $"localhost:{options.Value.Port}"; // HTTP/1.0 has none, and some write port 99999
    }
}
