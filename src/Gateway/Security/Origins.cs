using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Security;

/// <summary>Which web pages may open a WebSocket: browsers do not apply CORS to it, so the server must look.</summary>
internal sealed class Origins(IOptions<GatewayOptions> options)
{
    private readonly HashSet<string> _allowed =
        [.. options.Value.CorsOrigins.Select(Normalize).OfType<string>()];

    /// <returns><see langword="true"/> without an <c>Origin</c> header (no browser sends none), for a page of this server
    /// and for the origins of <c>BACKEND_CORS_ORIGINS</c>.</returns>
    public bool Allows(HttpRequest request)
    {
        var header = request.Headers.Origin;
        if (header.Count == 0)
        {
            return true;
        }

        return header is [{ } origin] && Normalize(origin) is { } normal && normal != "*"
            && (_allowed.Contains(normal) || _allowed.Contains("*") || normal == Normalize($"{request.Scheme}://{request.Host}"));
    }

    /// <returns>Scheme, host and port as browsers send them; <see langword="null"/> for what is no origin.</returns>
    public static string? Normalize(string origin)
    {
        if (origin == "*")
        {
            return origin;
        }

        return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https")
            && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            && !origin.Any(letter => letter is <= ' ' or '\\' or '*')
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;
    }
}
