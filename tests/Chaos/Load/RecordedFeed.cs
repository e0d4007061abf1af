using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using AiDevFramework.Chaos.Evidence;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Chaos.Load;

/// <summary>Follows a project as a real client does: when the connection is lost it comes back, at whichever gateway, with the
/// last number it saw. Every message becomes a line of the evidence.</summary>
internal sealed class RecordedFeed : IAsyncDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _leaving = new();
    private readonly Journal<FeedEvent> _events = new();
    private readonly RecordingApi _api;
    private readonly Caller _caller;
    private readonly Random _random;
    private readonly EvidenceFolder _evidence;
    private readonly TimeProvider _clock;
    private readonly Task _following;
    private int _gateway;
    private int _connection;
    private long _lastSeq;

    public RecordedFeed(RecordingApi api, Caller caller, int gateway, int seed, EvidenceFolder evidence, TimeProvider clock)
    {
        (_api, _caller, _gateway, _random, _evidence, _clock) = (api, caller, gateway, new Random(seed), evidence, clock);
        _following = FollowAsync();
    }

    public long LastSeq => Interlocked.Read(ref _lastSeq);

    /// <summary>Whether the client has seen what it waited for; <see langword="null"/> where it did not wait.</summary>
    public bool? Complete { get; private set; }

    /// <exception cref="TimeoutException">It did not come.</exception>
    public async Task<FeedEvent> WaitForAsync(Func<FeedEvent, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken)
    {
        Complete = false;
        var found = await Patience.WaitAsync(
            token => _events.WaitForAsync(wanted, Timeout.InfiniteTimeSpan, token), deadline, _clock, cancellationToken);
        Complete = true;
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _following;
        Write("(left)", seq: null, LastSeq, Complete, raw: null);
        _leaving.Dispose();
    }

    private async Task FollowAsync()
    {
        while (!_leaving.IsCancellationRequested)
        {
            try
            {
                await ReceiveAsync();
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or JsonException)
            {
                Write("(lost)", seq: null, LastSeq, complete: null, exception.GetType().Name);
            }

            _gateway = _random.Next(_api.Addresses.Count);
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(50, 400)), _clock, _leaving.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReceiveAsync()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {_api.TokenOf(_caller)}");
        _connection++;
        var after = LastSeq;
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token))
        {
            limit.CancelAfter(ConnectLimit);
            await ConnectAsync(socket, after, limit.Token);
        }

        Write("(opened)", seq: null, after, complete: null, raw: null);
        var buffer = new byte[8 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), _leaving.Token);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                Write("(lost)", seq: null, LastSeq, complete: null, $"closed with {socket.CloseStatus}");
                return;
            }

            message.Write(buffer.AsSpan(0, part.Count));
            if (part.EndOfMessage)
            {
                Take(Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length));
                message.SetLength(0);
            }
        }
    }

    /// <summary>A request like others: how long it took and how it was answered goes into the history.</summary>
    private async Task ConnectAsync(ClientWebSocket socket, long after, CancellationToken cancellationToken)
    {
        var (began, gateway) = (_clock.GetUtcNow(), _gateway);
        var (outcome, error) = ("info", default(string));
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(
                new Uri($"ws://{_api.Addresses[gateway].Authority}/api/v1/projects/{_caller.Project}/progress?after={after}"), cancellationToken);
            outcome = "ok";
        }
        catch (Exception exception)
        {
            error = exception.Message;
            throw;
        }
        finally
        {
            if (!_leaving.IsCancellationRequested)
            {
                _api.Note(_caller, gateway, "follow", began, outcome, error, (int)socket.HttpStatusCode);
            }
        }
    }

    private void Take(string raw)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(raw);
        var type = json.GetProperty("type").GetString()!;
        long? seq = json.TryGetProperty("seq", out var number) ? number.GetInt64() : null;
        Write(type, seq, after: null, complete: null, raw);
        if (seq is { } seen)
        {
            Interlocked.Exchange(ref _lastSeq, seen);
            _events.Add(new FeedEvent(seen, type));
        }
    }

    private void Write(string type, long? seq, long? after, bool? complete, string? raw) => _evidence.Feeds.Write(new FeedLine(
        _caller.Client, _gateway, _caller.Project!.Value, _connection, type, seq, after, complete, raw, _clock.GetUtcNow()));
}

internal sealed record FeedEvent(long Seq, string Type)
{
    public bool EndsRun => Type is "workflow_completed" or "workflow_failed" or "workflow_cancelled";
}
