using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>
/// A client of the public API that takes as little of the processor as it can, since it shares the cores with what it measures:
/// reads no more of an answer than it needs, and keeps none.
/// </summary>
internal sealed class ServiceApi : IDisposable
{
    private static readonly byte[] _idea = JsonSerializer.SerializeToUtf8Bytes(new
    {
        // The fake's answer book makes eight features of it: event storming runs, six model calls.
        idea = "A task board for small teams with comments, files, due dates, reminders and weekly reports. features=8",
        user_id = "550e8400-e29b-41d4-a716-446655440000",
    });

    private readonly Uri _root;
    private readonly string _authorization;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });

    public ServiceApi(Uri root, string token)
    {
        _root = root;
        _authorization = $"Bearer {token}";
    }

    /// <summary>Creates a project, follows it over a WebSocket of its own from before the start, starts it, and sees its end.</summary>
    /// <returns>How many events came: all there were, each once and in order.</returns>
    /// <exception cref="InvalidOperationException">The service refused something, the run failed, or an event is missing.</exception>
    public async Task<int> RunWorkflowAsync(CancellationToken cancellationToken)
    {
        var project = ProjectIdIn(await PostAsync("/api/v1/projects", _idea, cancellationToken));
        using var feed = new ClientWebSocket();
        feed.Options.SetRequestHeader("Authorization", _authorization);
        var address = new Uri($"ws://{_root.Authority}/api/v1/projects/{project}/progress?after=0");
        await feed.ConnectAsync(address, _http, cancellationToken);
        await PostAsync($"/api/v1/projects/{project}/start-workflow", [], cancellationToken);

        var buffer = new byte[4096];
        for (var seen = 0; ;)
        {
            var message = await ReceiveAsync(feed, buffer, cancellationToken);
            var (type, seq) = Read(message.Span);
            if (seq is null)
            {
                continue; // connected
            }

            if (seq != ++seen)
            {
                throw new InvalidOperationException($"Event {seq} of {project} came in place {seen}.");
            }

            if (type is "workflow_completed")
            {
                feed.Abort(); // as most clients leave
                return seen;
            }

            if (type is "workflow_failed" or "workflow_cancelled")
            {
                throw new InvalidOperationException($"The run of {project} ended badly: {Encoding.UTF8.GetString(message.Span)}");
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<byte[]> PostAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_root, path)) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created
            ? answer
            : throw new InvalidOperationException($"{path} was answered with {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer)}");
    }

    private static async Task<ReadOnlyMemory<byte>> ReceiveAsync(WebSocket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += part.Count;
        }
        while (!part.EndOfMessage);

        return part.MessageType is WebSocketMessageType.Text
            ? buffer.AsMemory(0, length)
            : throw new InvalidOperationException($"The service closed the feed: {socket.CloseStatusDescription}");
    }

    private static Guid ProjectIdIn(byte[] answer)
    {
        var reader = new Utf8JsonReader(answer);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals("project_id"u8))
            {
                reader.Read();
                return reader.GetGuid();
            }
        }

        throw new InvalidOperationException("The answer to a new project has no project_id.");
    }

    private static (string? Type, long? Seq) Read(ReadOnlySpan<byte> message)
    {
        var (type, seq) = (default(string), default(long?));
        var reader = new Utf8JsonReader(message);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.GetString();
            }
            else if (reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals("seq"u8))
            {
                reader.Read();
                seq = reader.GetInt64();
            }
        }

        return (type, seq);
    }
}
