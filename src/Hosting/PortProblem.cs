using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace AiDevFramework.Hosting;

/// <summary>Why a process cannot listen somewhere, and what to do about it.</summary>
public static class PortProblem
{
    /// <summary>The one setting that says where to listen and nothing else: others name an address that peers come to, which "all" is not.</summary>
    private const string ListenSetting = "HOST";

    /// <param name="portSetting">Name of the setting that says the port.</param>
    /// <param name="hostSetting">Name of the setting that says the address.</param>
    public static string Explain(SocketError error, IPEndPoint endpoint, string portSetting, string hostSetting) => error switch
    {
        SocketError.AddressAlreadyInUse =>
            $"{endpoint} is in use. Stop what listens there, or set {portSetting} to another number.",
        SocketError.AddressNotAvailable =>
            $"{hostSetting} is {endpoint.Address}, which is no address of this machine. Set it to one of these: {string.Join(", ", Addresses())}"
            + (hostSetting == ListenSetting ? "; 0.0.0.0 stands for all of IPv4, * for all." : "."),
        SocketError.AccessDenied =>
            $"Port {endpoint.Port} may not be opened by this user: numbers below 1024 are the system's. Set {portSetting} to a higher one and put a "
            + "proxy before it, or give the program the capability CAP_NET_BIND_SERVICE.",
        SocketError.AddressFamilyNotSupported or SocketError.ProtocolNotSupported or SocketError.ProtocolFamilyNotSupported =>
            $"This machine has no {(endpoint.AddressFamily is AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4")}, which {hostSetting} asks for. Set it to an address of the other kind.",
        _ => $"{endpoint} cannot be listened on: {new SocketException((int)error).Message}. Set {hostSetting} and {portSetting} to another place.",
    };

    private static IEnumerable<IPAddress> Addresses() =>
        from card in NetworkInterface.GetAllNetworkInterfaces()
        where card.OperationalStatus is OperationalStatus.Up || card.NetworkInterfaceType is NetworkInterfaceType.Loopback
        from unicast in card.GetIPProperties().UnicastAddresses
        where !unicast.Address.IsIPv6LinkLocal
        select unicast.Address;
}
