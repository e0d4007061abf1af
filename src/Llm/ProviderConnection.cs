using System.Diagnostics;
using System.Net;

namespace AiDevFramework.Llm;

/// <summary>What all requests to the provider have in common, the calls of models and the look-ups beside them: proxy, key and
/// the operator's headers.</summary>
internal sealed class ProviderConnection(LlmOptions settings)
{
    private readonly string? _authorization = settings.ApiKey.Length > 0 ? "Bearer " + settings.ApiKey : null;

    private readonly IReadOnlyList<ExtraHeader> _extraHeaders = [.. settings.ExtraHeaders.Select(ExtraHeader.Parse).OfType<ExtraHeader>()];

    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(), // our trace ids stay here
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None, // nothing small can become something large
            ConnectTimeout = TimeSpan.FromSeconds(settings.ConnectTimeoutSeconds),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // follows DNS
            UseCookies = false,
        };
        if (settings.Proxy.Length > 0) // else the process's own, which the environment names
        {
            var address = new Uri(settings.Proxy);
            handler.Proxy = new WebProxy(address) { Credentials = ProxyCredentials(address) };
        }

        return handler;
    }

    /// <summary>After all other headers: the operator's replace those of the same name.</summary>
    public void Sign(HttpRequestMessage request)
    {
        foreach (var header in _extraHeaders)
        {
            request.Headers.Remove(header.Name);
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        if (_authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        }
    }

    private static NetworkCredential? ProxyCredentials(Uri address) =>
        address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password]
            ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : null;
}
