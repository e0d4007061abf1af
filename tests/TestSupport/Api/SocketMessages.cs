using System.Net.WebSockets;

namespace AiDevFramework.TestSupport.Api;

internal static class SocketMessages
{
    /// <summary>Reads one whole text message.</summary>
    /// <returns>The part of <paramref name="buffer"/> that it fills: gone with the next call.</returns>
    /// <exception cref="WebSocketException">The connection broke, or the other side closed it: the message has its reason.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadTextAsync(this WebSocket socket, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer[length..], cancellationToken);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return part.MessageType is WebSocketMessageType.Text
            ? buffer[..length]
            : throw new WebSocketException(
                WebSocketError.ConnectionClosedPrematurely, $"The other side closed: {socket.CloseStatus} {socket.CloseStatusDescription}");
    }
}
