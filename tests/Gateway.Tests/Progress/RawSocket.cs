using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>A WebSocket down at its bytes, to send what no proper client would.</summary>
internal sealed class RawSocket : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _deadline =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private readonly TcpClient _tcp = new();
    private readonly byte[] _mask = [1, 2, 3, 4];
    private NetworkStream _stream = null!;

    private RawSocket() => _deadline.CancelAfter(Deadline);

    public CancellationToken Token => _deadline.Token;

    /// <param name="receiveBuffer">Of the kernel, in bytes: a small one makes a client that does not read felt soon.</param>
    public static Task<RawSocket> ConnectAsync(TestGateway gateway, Guid project, int? receiveBuffer = null, string query = "") =>
        ConnectAsync(gateway, $"/api/v1/projects/{project}/progress{query}", receiveBuffer);

    public static async Task<RawSocket> ConnectAsync(TestGateway gateway, string path, int? receiveBuffer = null)
    {
        var socket = new RawSocket();
        if (receiveBuffer is { } bytes)
        {
            socket._tcp.ReceiveBufferSize = bytes;
        }

        var address = gateway.Client.BaseAddress!;
        await socket._tcp.ConnectAsync(address.Host, address.Port, socket.Token);
        socket._stream = socket._tcp.GetStream();
        await socket.WriteAsync(Encoding.ASCII.GetBytes($"""
            GET {path} HTTP/1.1
            Host: {address.Authority}
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Authorization: Bearer {TestGateway.AdminToken}


            """.ReplaceLineEndings("\r\n")));
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await socket.ReadAsync(1))[0]);
        }

        Assert.StartsWith("HTTP/1.1 101", head.ToString(), StringComparison.Ordinal);
        return socket;
    }

    public ValueTask WriteAsync(byte[] bytes) => _stream.WriteAsync(bytes, Token);

    /// <summary>Sends a frame as it is described, right or wrong.</summary>
    /// <param name="first">The frame's first byte: FIN, reserved bits, opcode.</param>
    public ValueTask SendAsync(byte first, byte[] payload, bool masked = true) => WriteAsync(Frame(first, payload, masked));

    public byte[] Frame(byte first, byte[] payload, bool masked = true)
    {
        var length = payload.Length < 126 ? [(byte)payload.Length] : (byte[])[126, (byte)(payload.Length >> 8), (byte)payload.Length];
        length[0] |= (byte)(masked ? 0x80 : 0);
        return [first, .. length, .. masked ? _mask : [], .. masked ? payload.Select((value, at) => (byte)(value ^ _mask[at % 4])) : payload];
    }

    /// <summary>Reads the next frame of the server.</summary>
    public async Task<(int Opcode, byte[] Payload)> FrameAsync()
    {
        var head = await ReadAsync(2);
        var length = head[1] & 0x7F;
        if (length == 126)
        {
            length = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2));
        }
        else if (length == 127)
        {
            length = (int)BinaryPrimitives.ReadUInt64BigEndian(await ReadAsync(8));
        }

        return (head[0] & 0x0F, await ReadAsync(length));
    }

    /// <summary>Reads on until the server closes, whatever comes before.</summary>
    public async Task<(int Status, string Reason)> ClosedAsync()
    {
        while (true)
        {
            var (opcode, payload) = await FrameAsync();
            if (opcode == 8)
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(payload.AsSpan(2)));
            }
        }
    }

    /// <summary>Whether the connection ends, by a close of either kind.</summary>
    public async Task GoneAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _stream.ReadAsync(buffer, Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // reset
        }
    }

    public void Dispose()
    {
        _tcp.Dispose();
        _deadline.Dispose();
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, Token);
        return bytes;
    }
}
