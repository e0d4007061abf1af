using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using AiDevFramework.TestSupport.Api;

namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>
/// A client of the public API that takes as little of the processor as it can, since it shares the cores with what it measures:
/// reads no more of an answer than it needs, and keeps none.
/// </summary>
internal sealed class ServiceApi(Uri root, string token, Feed feed) : IDisposable
{
    private static readonly byte[] _idea = JsonSerializer.SerializeToUtf8Bytes(new
    {
        // The fake's answer book makes eight features of it: event storming runs, six model calls.
        idea = "A task board for small teams with comments, files, due dates, reminders and weekly reports. features=8",
        user_id = "550e8400-e29b-41d4-a716-446655440000",
    });

    private readonly Uri _root = root;
    private readonly string _authorization = $"Bearer {token}";
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });

    /// <summary>Creates a project, follows it from before the start, starts it, and sees its end.</summary>
    /// <returns>How many events came: all there were, each once and in order.</returns>
    /// <exception cref="InvalidOperationException">The service refused something, the run failed, or an event is missing.</exception>
    public Task<int> RunWorkflowAsync(CancellationToken cancellationToken) =>
        feed is Feed.WebSocket ? FollowWebSocketAsync(cancellationToken) : FollowStreamAsync(cancellationToken);

    public void Dispose() => _http.Dispose();

    /// <summary>With server-sent events, on a connection that is kept for the next project.</summary>
    private async Task<int> FollowStreamAsync(CancellationToken cancellationToken)
    {
        var project = ProjectIdIn(await PostAsync("/api/v1/projects", _idea, cancellationToken));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_root, $"/api/v1/projects/{project}/events/stream?after=0"));
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        using var response = await _http.SendAsync(request, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"The stream of {project} was answered with {(int)response.StatusCode}.");
        }

        await PostAsync($"/api/v1/projects/{project}/start-workflow", [], cancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var (seen, last) = (0, "");
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal) && line != "id: 0") // connected has the cursor
            {
                seen = line == string.Create(CultureInfo.InvariantCulture, $"id: {seen + 1}")
                    ? seen + 1
                    : throw new InvalidOperationException($"'{line}' of {project} came after event {seen}.");
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                last = line["event: ".Length..];
            }
        }

        return last is "workflow_completed" ? seen : throw new InvalidOperationException($"The stream of {project} ended with '{last}'.");
    }

    /// <summary>Over a WebSocket of its own.</summary>
    private async Task<int> FollowWebSocketAsync(CancellationToken cancellationToken)
    {
        var project = ProjectIdIn(await PostAsync("/api/v1/projects", _idea, cancellationToken));
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", _authorization);
        var address = new Uri($"ws://{_root.Authority}/api/v1/projects/{project}/progress?after=0");
        await socket.ConnectAsync(address, _http, cancellationToken);
        await PostAsync($"/api/v1/projects/{project}/start-workflow", [], cancellationToken);

        var buffer = new byte[4096];
        for (var seen = 0; ;)
        {
            var message = await socket.ReadTextAsync(buffer, cancellationToken);
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
                socket.Abort(); // as most clients leave
                return seen;
            }

            if (type is "workflow_failed" or "workflow_cancelled")
            {
                throw new InvalidOperationException($"The run of {project} ended badly: {Encoding.UTF8.GetString(message.Span)}");
            }
        }
    }

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
