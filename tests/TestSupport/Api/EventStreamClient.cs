using System.Net.ServerSentEvents;
using System.Text;

namespace AiDevFramework.TestSupport.Api;

/// <summary>Reads server-sent events over a real connection, one by one.</summary>
internal sealed class EventStreamClient : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventStreamClient(HttpResponseMessage response, Stream body, CancellationTokenSource leaving)
    {
        (Response, _leaving) = (response, leaving);
        _items = SseParser.Create(body, (_, data) => Encoding.UTF8.GetString(data)).EnumerateAsync(leaving.Token).GetAsyncEnumerator(leaving.Token);
    }

    /// <summary>Status and headers; a refusal too.</summary>
    public HttpResponseMessage Response { get; }

    /// <summary>Ends all waits with the client.</summary>
    public CancellationToken Token => _leaving.Token;

    /// <param name="deadline">For all that is done with the client; <see langword="null"/>: none.</param>
    public static async Task<EventStreamClient> ConnectAsync(
        HttpClient http, string path, string? lastEventId, TimeSpan? deadline, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        leaving.CancelAfter(deadline ?? Timeout.InfiniteTimeSpan);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
        return new EventStreamClient(response, await response.Content.ReadAsStreamAsync(leaving.Token), leaving);
    }

    /// <returns><see langword="null"/> where the server has ended the stream.</returns>
    public async Task<SseItem<string>?> NextAsync() => await _items.MoveNextAsync() ? _items.Current : null;

    public Task LeaveAsync() => _leaving.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        Response.Dispose();
        await LeaveAsync();
        try
        {
            await _items.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // a read is under way
        }

        _leaving.Dispose();
    }
}
