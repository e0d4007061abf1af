using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace AiDevFramework.TestSupport.Processes;

internal static class FreePort
{
    /// <returns>A TCP port that nothing on the loopback interface listens on. It lies below those that the system hands out
    /// to outgoing connections, so that a server which restarts finds it free again.</returns>
    public static int Next()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(12_000, 32_000);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Any, port));
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                // taken: draw again
            }
        }
    }
}
