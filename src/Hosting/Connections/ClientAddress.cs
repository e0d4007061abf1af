using System.Net;
using System.Net.Sockets;

namespace AiDevFramework.Hosting.Connections;

public static class ClientAddress
{
    /// <summary>An address of IPv4 as one, also where a socket of both families tells it.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>What limits by address count: one subscriber of IPv6 has a whole /64, and could otherwise be somebody else each time.</summary>
    public static IPAddress SiteOf(IPAddress address)
    {
        if (address.AddressFamily is not AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return Plain(address);
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }
}
