using System.Net;
using System.Net.Sockets;

namespace AiDevFramework.Gateway.Security;

/// <summary>Whom a request is counted for: callers without a valid token never use up the quota of those with one.</summary>
internal readonly record struct RateClient(bool Authenticated, IPAddress Address)
{
    public static RateClient Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        return new RateClient(context.User.Identity?.IsAuthenticated ?? false, Site(address));
    }

    /// <summary>One subscriber of IPv6 has a whole /64, and could otherwise be a new client with each request.</summary>
    private static IPAddress Site(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }
}
