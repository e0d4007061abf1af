using System.Net;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace AiDevFramework.Gateway.Addresses;

/// <summary>Whose word about the origin of a request is taken: the networks of <c>TRUSTED_PROXIES</c>.</summary>
internal sealed class TrustedProxies(IOptions<GatewayOptions> options)
{
    /// <summary>Empty with <c>none</c>.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; } = [.. options.Value.TrustedProxies.Where(proxy => proxy != "none").Select(Parse)];

    /// <param name="peer">The other end of the connection, before any header is looked at.</param>
    public bool Contain(IPAddress? peer)
    {
        if (peer is null)
        {
            return false;
        }

        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return Networks.Any(network => network.Contains(address));
    }

    private static IPNetwork Parse(string proxy) => IPNetwork.TryParse(proxy, out var network) ? network : Single(IPAddress.Parse(proxy));

    private static IPNetwork Single(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);
}
