using System.Net;
using System.Net.Sockets;

namespace AiDevFramework.Hosting;

/// <summary>
/// A port number for a library that does not take 0. A socket that is bound and never listens keeps the number from everybody else
/// until the process ends; on Linux a second socket of this process may listen on it meanwhile (measured). Where the system forbids
/// that, the number is only a guess, and the start is tried again with another one, see <see cref="AppRun"/>.
/// </summary>
public static class HeldPort
{
    /// <summary>Never closed: they end with the process.</summary>
    private static readonly List<Socket> _held = [];

    private static int _guesses;

    /// <summary>Whether a number was handed out that somebody else may have taken meanwhile.</summary>
    public static bool HasGuessed => Volatile.Read(ref _guesses) > 0;

    /// <param name="address">Where the library will listen.</param>
    public static int Next(IPAddress address) => Next(address, CanBindTwice);

    internal static int Next(IPAddress address, Func<IPEndPoint, bool> canBindTwice)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        var endpoint = (IPEndPoint)socket.LocalEndPoint!;
        if (canBindTwice(endpoint))
        {
            lock (_held)
            {
                _held.Add(socket);
            }
        }
        else
        {
            socket.Dispose();
            Interlocked.Increment(ref _guesses);
        }

        return endpoint.Port;
    }

    private static bool CanBindTwice(IPEndPoint endpoint)
    {
        try
        {
            using var second = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            second.Bind(endpoint);
            second.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
