using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace AiDevFramework.TestSupport.Api;

/// <summary>A project's progress over a WebSocket.</summary>
internal sealed class FeedClient : IFeed
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket;
    private readonly CancellationTokenSource _leaving = new();
    private readonly Journal<JsonElement> _messages = new();
    private readonly Task _receiving;

    private FeedClient(ClientWebSocket socket)
    {
        _socket = socket;
        _receiving = ReceiveAsync();
    }

    public IReadOnlyList<JsonElement> Messages => _messages.Items;

    /// <summary>The number of the last event, for the next connection's <c>after</c>; 0 before the first.</summary>
    public long LastSeq => this.Events is [.., var last] ? last.GetProperty("seq").GetInt64() : 0;

    /// <summary>Completes when the connection has ended, however it did.</summary>
    public Task Ended => _receiving;

    /// <summary>Why the server closed; <see langword="null"/> while it is open, and where the connection just broke.</summary>
    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <param name="address">A <c>ws</c> address, for example the <c>websocket_url</c> of an answer.</param>
    /// <param name="token">Sent as bearer token; <see langword="null"/> where the address has one.</param>
    /// <exception cref="WebSocketException">The server refused.</exception>
    public static async Task<FeedClient> ConnectAsync(Uri address, string? token, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            if (token is not null)
            {
                socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            }

            await socket.ConnectAsync(address, cancellationToken);
            return new FeedClient(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public Task SendAsync(string text, CancellationToken cancellationToken) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>The first message of a type, already here or still to come.</summary>
    public Task<JsonElement> WaitForAsync(string type, CancellationToken cancellationToken) =>
        WaitForAsync(message => TypeOf(message) == type, Deadline, cancellationToken);

    public Task<JsonElement> WaitForAsync(Func<JsonElement, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken) =>
        _messages.WaitForAsync(wanted, deadline, cancellationToken);

    public static string? TypeOf(JsonElement message) => message.GetProperty("type").GetString();

    /// <summary>Breaks the connection off, as a client does that crashes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _leaving.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), _leaving.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    _messages.End($"The server closed with {_socket.CloseStatus} ({_socket.CloseStatusDescription}).");
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, _leaving.Token);
                    return;
                }

                message.Write(buffer.AsSpan(0, part.Count));
                if (part.EndOfMessage)
                {
                    _messages.Add(JsonSerializer.Deserialize<JsonElement>(message.GetBuffer().AsSpan(0, (int)message.Length)));
                    message.SetLength(0);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or JsonException)
        {
            _messages.End($"The connection ended: {exception.Message}");
        }
    }
}
