using System.Net;

namespace AiDevFramework.Hosting;

/// <summary>What <c>HOST</c> and <c>PORT</c> mean.</summary>
public static class HttpEndpoint
{
    public static bool IsHost(string host) => host is "*" or "localhost" || IPAddress.TryParse(host, out _);

    /// <param name="host">Checked by <see cref="IsHost"/>.</param>
    public static IPEndPoint Of(string host, int port) => new(
        host switch
        {
            "*" => IPAddress.IPv6Any, // dual stack
            "localhost" => IPAddress.Loopback,
            _ => IPAddress.Parse(host),
        },
        port);
}
