using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// Ends connections whose other side went away without a word. Linux goes on sending for a quarter of an hour, and server-sent
/// events have no answer whose absence could be noticed: what a heartbeat sends must be acknowledged in time.
/// </summary>
internal static class LostPeers
{
    /// <summary>TCP_USER_TIMEOUT of linux/tcp.h, in milliseconds; accepted connections have it from the socket that listens.</summary>
    public const int TcpUserTimeout = 18;

    /// <param name="limit">How long sent bytes may go without being acknowledged.</param>
    public static IHostApplicationBuilder AddLostPeers(this IHostApplicationBuilder builder, TimeSpan limit)
    {
        if (OperatingSystem.IsLinux())
        {
            builder.Services.Configure<SocketTransportOptions>(
                transport => transport.CreateBoundListenSocket = endpoint => Listen(endpoint, limit));
        }

        return builder;
    }

    private static Socket Listen(EndPoint endpoint, TimeSpan limit)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpUserTimeout, BitConverter.GetBytes((int)limit.TotalMilliseconds));
        return socket;
    }
}
