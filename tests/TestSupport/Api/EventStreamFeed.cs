using System.Text.Json;

namespace AiDevFramework.TestSupport.Api;

/// <summary>A project's progress as server-sent events.</summary>
internal sealed class EventStreamFeed : IFeed
{
    private readonly EventStreamClient _client;
    private readonly Journal<JsonElement> _messages = new();
    private readonly Task _reading;

    private EventStreamFeed(EventStreamClient client)
    {
        _client = client;
        _reading = ReadAsync();
    }

    public IReadOnlyList<JsonElement> Messages => _messages.Items;

    /// <exception cref="HttpRequestException">The server refused.</exception>
    public static async Task<EventStreamFeed> ConnectAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        var client = await EventStreamClient.ConnectAsync(http, path, lastEventId: null, deadline: null, cancellationToken);
        try
        {
            client.Response.EnsureSuccessStatusCode();
            return new EventStreamFeed(client);
        }
        catch (HttpRequestException)
        {
            await client.DisposeAsync();
            throw;
        }
    }

    public Task<JsonElement> WaitForAsync(Func<JsonElement, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken) =>
        _messages.WaitForAsync(wanted, deadline, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _client.LeaveAsync();
        await _reading;
        await _client.DisposeAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _client.NextAsync() is { } item)
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
