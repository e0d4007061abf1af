using System.Net.ServerSentEvents;
using System.Text.Json;

namespace AiDevFramework.TestSupport.Api;

/// <summary>A project's progress as server-sent events.</summary>
internal sealed class EventStreamClient : IFeed
{
    private readonly Stream _body;
    private readonly CancellationTokenSource _leaving = new();
    private readonly Journal<JsonElement> _messages = new();
    private readonly Task _reading;

    private EventStreamClient(Stream body)
    {
        _body = body;
        _reading = ReadAsync();
    }

    public IReadOnlyList<JsonElement> Messages => _messages.Items;

    /// <exception cref="HttpRequestException">The server refused.</exception>
    public static async Task<EventStreamClient> ConnectAsync(HttpClient http, string path, CancellationToken cancellationToken) =>
        new(await http.GetStreamAsync(path, cancellationToken));

    public Task<JsonElement> WaitForAsync(Func<JsonElement, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken) =>
        _messages.WaitForAsync(wanted, deadline, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _reading;
        await _body.DisposeAsync();
        _leaving.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var item in SseParser.Create(_body).EnumerateAsync(_leaving.Token))
            {
                var message = JsonSerializer.Deserialize<JsonElement>(item.Data);
                if (message.GetProperty("type").GetString() != item.EventType)
                {
                    _messages.End($"An event of type {item.EventType} came with {item.Data}.");
                    return;
                }

                _messages.Add(message);
            }

            _messages.End("The server ended the stream.");
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or JsonException)
        {
            _messages.End($"The stream broke: {exception.Message}");
        }
    }
}
