using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Security;

/// <summary>Which web pages may open a WebSocket: browsers do not apply CORS to it, so the server must look.</summary>
internal sealed class Origins(IOptions<GatewayOptions> options)
{
    private readonly HashSet<string> _allowed =
        [.. options.Value.CorsOrigins.Select(Origin.Normalize).OfType<string>()];

    /// <returns><see langword="true"/> without an <c>Origin</c> header (no browser sends none), for a page of this server
    /// and for the origins of <c>BACKEND_CORS_ORIGINS</c>.</returns>
    public bool Allows(HttpRequest request)
    {
        var header = request.Headers.Origin;
        if (header.Count == 0)
        {
            return true;
        }

        return header is [{ } origin] && Origin.Normalize(origin) is { } normal && normal != "*"
            && (_allowed.Contains(normal) || _allowed.Contains("*") || normal == Origin.Normalize($"{request.Scheme}://{request.Host}"));
    }
}
