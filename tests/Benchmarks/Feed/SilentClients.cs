using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiDevFramework.Benchmarks.Feed;

/// <summary>
/// Clients that ask for all events of a project with many of them, and for text as well, and never read a byte. Windows and segments
/// are as small as the kernel allows, so that what they are sent piles up in the service at once. Who is cut off comes back.
/// </summary>
internal sealed class SilentClients : IAsyncDisposable
{
    private const int SmallestSegment = 88;

    private static readonly byte[] _ping = [0x81, 0x84, 0, 0, 0, 0, .. "ping"u8];

    private static readonly TimeSpan _sign = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _leaving = new();
    private readonly Uri _root;
    private Task _keeping = Task.CompletedTask;
    private int _cutOff;

    private SilentClients(Uri root) => _root = root;

    /// <summary>How often the service ended a connection.</summary>
    public int CutOff => Volatile.Read(ref _cutOff);

    /// <returns>Once all of them are connected.</returns>
    public static async Task<SilentClients> StartAsync(Uri root, IReadOnlyList<Guid> projects, int count, CancellationToken cancellationToken)
    {
        var clients = new SilentClients(root);
        var sockets = await Task.WhenAll(Enumerable.Range(0, count)
            .Select(number => clients.ConnectAsync(projects[number % projects.Count], cancellationToken)));
        clients._keeping = Task.WhenAll(sockets.Select((socket, number) =>
            clients.KeepAsync(socket, projects[number % projects.Count], _sign * (1 + ((double)number / count)))));
        return clients;
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _leaving.Dispose();
    }

    /// <summary>Shows a sign of life from time to time, and connects anew where that is refused.</summary>
    /// <param name="first">When to show the first one: each client at another time, or all of them would come back in one instant.</param>
    private async Task KeepAsync(Socket socket, Guid project, TimeSpan first)
    {
        try
        {
            for (var pause = first; ; pause = _sign)
            {
                await Task.Delay(pause, _leaving.Token);
                try
                {
                    await socket.SendAsync(_ping, _leaving.Token);
                }
                catch (SocketException)
                {
                    Interlocked.Increment(ref _cutOff);
                    socket.Dispose();
                    socket = await ConnectAsync(project, _leaving.Token);
                }
            }
        }
        finally
        {
            socket.Dispose();
        }
    }

    private async Task<Socket> ConnectAsync(Guid project, CancellationToken cancellationToken)
    {
        const int maxSegment = 2; // TCP_MAXSEG
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1, NoDelay = true };
        socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, maxSegment, BitConverter.GetBytes(SmallestSegment));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(_root.Host), _root.Port), cancellationToken);
        var head = Encoding.ASCII.GetBytes($"""
            GET /api/v1/projects/{project}/progress?after=0&progress=true HTTP/1.1
            Host: {_root.Authority}
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Authorization: {FeedService.Authorization}


            """.ReplaceLineEndings("\r\n"));
        await socket.SendAsync(head, cancellationToken);
        return socket;
    }
}
