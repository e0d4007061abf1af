using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>A real WebSocket client on a project's progress, whose waits all end.</summary>
internal sealed class ProgressClient : IDisposable
{
    /// <summary>Of all that a test does with one client.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _deadline =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private readonly byte[] _buffer = new byte[64 * 1024];

    private ProgressClient() => _deadline.CancelAfter(Deadline);

    public ClientWebSocket Socket { get; } = new();

    public CancellationToken Token => _deadline.Token;

    /// <param name="query">Starts with a question mark, or is empty.</param>
    public static async Task<ProgressClient> ConnectAsync(
        TestGateway gateway, Guid projectId, string query = "", Action<ClientWebSocketOptions>? configure = null)
    {
        var client = new ProgressClient();
        if (configure is null)
        {
            client.Socket.Options.SetRequestHeader("Authorization", $"Bearer {TestGateway.AdminToken}");
        }

        configure?.Invoke(client.Socket.Options);
        var address = new UriBuilder(new Uri(gateway.Client.BaseAddress!, $"/api/v1/projects/{projectId}/progress{query}")) { Scheme = "ws" };
        try
        {
            await client.Socket.ConnectAsync(address.Uri, client.Token);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async Task<string> TextAsync()
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await Socket.ReceiveAsync(_buffer.AsMemory(length), Token);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        Assert.Equal(WebSocketMessageType.Text, part.MessageType);
        return Encoding.UTF8.GetString(_buffer, 0, length);
    }

    public async Task<JsonObject> JsonAsync() => JsonNode.Parse(await TextAsync())!.AsObject();

    public async Task<string> TypeAsync() => (string)(await JsonAsync())["type"]!;

    /// <summary>Reads on until the server closes, whatever comes before.</summary>
    public async Task<(int Status, string? Reason)> ClosedAsync()
    {
        while ((await Socket.ReceiveAsync(_buffer.AsMemory(), Token)).MessageType is not WebSocketMessageType.Close)
        {
        }

        return ((int)Socket.CloseStatus!, Socket.CloseStatusDescription);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type) => Socket.SendAsync(bytes, type, endOfMessage: true, Token);

    public void Dispose()
    {
        Socket.Dispose();
        _deadline.Dispose();
    }
}
