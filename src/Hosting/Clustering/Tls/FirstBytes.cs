using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace AiDevFramework.Hosting.Clustering.Tls;

internal enum Spoken
{
    Nothing = 0,
    Plain = 1,
    Tls = 2,
}

/// <summary>Tells TLS from Orleans' own protocol by the first bytes of a connection.</summary>
internal static class FirstBytes
{
    /// <summary>How long a peer may take for its first bytes: whoever connects speaks first, and at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A record of TLS begins with its kind and the number 3; Orleans' with a small length whose upper half is 0.</summary>
    private const int Needed = 3;

    /// <summary>A greeting of TLS 1.2 that offers four usual ciphers (RFC 5246, 7.4.1.2). Any server of TLS answers, be it with an alert.</summary>
    private static readonly byte[] _hello =
    [
        0x16, 0x03, 0x01, 0x00, 0x47, 0x01, 0x00, 0x00, 0x43, 0x03, 0x03,
        .. Enumerable.Repeat((byte)0x5A, 32), 0x00,
        0x00, 0x08, 0xC0, 0x2F, 0xC0, 0x30, 0xC0, 0x2B, 0xC0, 0x2C, 0x01, 0x00,
        0x00, 0x12, 0x00, 0x0A, 0x00, 0x04, 0x00, 0x02, 0x00, 0x17, 0x00, 0x0D, 0x00, 0x06, 0x00, 0x04, 0x04, 0x01, 0x04, 0x03,
    ];

    /// <summary>Leaves what it sees to whoever reads next.</summary>
    public static async Task<Spoken> OfAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(patience.Token);
                var seen = read.Buffer;
                var spoken = seen.Length >= Needed ? Classify(seen.Slice(0, Needed).ToArray()) : Spoken.Nothing;
                var isOver = spoken is not Spoken.Nothing || read.IsCompleted || read.IsCanceled;
                input.AdvanceTo(seen.Start, isOver ? seen.Start : seen.End);
                if (isOver)
                {
                    return spoken;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ConnectionAbortedException or ConnectionResetException)
        {
            return Spoken.Nothing; // silos look after each other by connecting, and say nothing
        }
    }

    /// <summary>Asks over a connection of its own: the one that is to be used cannot be begun twice.</summary>
    public static async Task<Spoken> OfServerAsync(EndPoint server, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(server, patience.Token);
            await socket.SendAsync(_hello, patience.Token);
            return await ReadAsync(socket, patience.Token) is [0x15 or 0x16, 0x03] ? Spoken.Tls : Spoken.Plain;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset)
        {
            return Spoken.Plain; // it could make nothing of the greeting
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return Spoken.Nothing;
        }
    }

    /// <returns>Two bytes, or fewer where the connection ends before.</returns>
    private static async Task<byte[]> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var answer = new byte[2];
        var length = 0;
        while (length < answer.Length && await socket.ReceiveAsync(answer.AsMemory(length), cancellationToken) is > 0 and var received)
        {
            length += received;
        }

        return answer[..length];
    }

    internal static Spoken Classify(ReadOnlySpan<byte> first) =>
        first is [0x16, 0x03, > 0 and <= 4, ..] ? Spoken.Tls : Spoken.Plain;
}
