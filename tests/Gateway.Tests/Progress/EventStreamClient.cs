using System.Net.ServerSentEvents;
using System.Text;
using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>Reads a project's server-sent events over a real connection; all waits end.</summary>
internal sealed class EventStreamClient : IAsyncDisposable
{
    /// <summary>Of all that a test does with one client.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _deadline =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private IAsyncEnumerator<SseItem<string>> _items = null!;

    private EventStreamClient() => _deadline.CancelAfter(Deadline);

    public HttpResponseMessage Response { get; private set; } = null!;

    public CancellationToken Token => _deadline.Token;

    public static async Task<EventStreamClient> ConnectAsync(
        TestGateway gateway, Guid projectId, string query = "", string? lastEventId = null)
    {
        var client = new EventStreamClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(projectId, query));
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        client.Response = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, client.Token);
        client._items = SseParser.Create(
            await client.Response.Content.ReadAsStreamAsync(client.Token), (_, data) => Encoding.UTF8.GetString(data))
            .EnumerateAsync(client.Token).GetAsyncEnumerator(client.Token);
        return client;
    }

    public static string PathOf(Guid projectId, string query = "") => $"/api/v1/projects/{projectId}/events/stream{query}";

    /// <returns><see langword="null"/> where the server has ended the stream.</returns>
    public async Task<SseItem<string>?> NextAsync() => await _items.MoveNextAsync() ? _items.Current : null;

    public async ValueTask DisposeAsync()
    {
        Response.Dispose();
        await _deadline.CancelAsync();
        try
        {
            await _items.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // a read is under way
        }

        _deadline.Dispose();
    }
}
