using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using AiDevFramework.TestSupport.Api;

namespace AiDevFramework.Benchmarks.Feed;

/// <summary>One client of one project, which checks that every event comes once and in order, over all its connections.</summary>
/// <param name="after">The last event that it has had.</param>
internal sealed class FeedClient(Uri root, string authorization, Guid project, long after, HttpMessageInvoker http) : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly byte[] _buffer = new byte[1024];
    private ClientWebSocket? _socket;

    public Guid Project => project;

    /// <summary>The last event that came.</summary>
    public long LastSeq { get; private set; } = after;

    public bool Ended { get; private set; }

    /// <summary>From the event's own time, which it gets before it is committed, to its arrival here.</summary>
    public List<double> LatenciesMs { get; } = [];

    /// <summary>Events that were missing when a later one came.</summary>
    public long Gaps { get; private set; }

    /// <summary>Events that had come before.</summary>
    public int Repeats { get; private set; }

    /// <summary>Times that it was not let in, or let in and closed at once.</summary>
    public int Refusals { get; private set; }

    /// <summary>Connects after the last event that came, and reads the greeting.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _socket?.Dispose();
        _socket = new ClientWebSocket();
        _socket.Options.SetRequestHeader("Authorization", authorization);
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await _socket.ConnectAsync(
            new Uri($"ws://{root.Authority}/api/v1/projects/{project}/progress?after={LastSeq}"), http, cancellationToken);
        await _socket.ReadTextAsync(_buffer, cancellationToken);
    }

    /// <summary>Connects again and again until it is let in.</summary>
    /// <param name="up">Completes when the service listens.</param>
    public async Task ComeBackAsync(Task up, CancellationToken cancellationToken)
    {
        for (var refused = true; refused;)
        {
            await up.WaitAsync(cancellationToken);
            try
            {
                await ConnectAsync(cancellationToken);
                refused = false;
            }
            catch (WebSocketException exception) when (exception.InnerException is HttpRequestException { StatusCode: { } status }
                && status is not HttpStatusCode.ServiceUnavailable)
            {
                throw; // it will not be let in later either
            }
            catch (WebSocketException)
            {
                Refusals++;
                await Task.Delay(_pause, cancellationToken);
            }
        }
    }

    /// <summary>Reads until the event <paramref name="last"/>, or until the run has ended.</summary>
    public async Task ReadAsync(long last, CancellationToken cancellationToken)
    {
        while (LastSeq < last && !Ended)
        {
            await ReadNextAsync(cancellationToken);
        }
    }

    public async Task ReadNextAsync(CancellationToken cancellationToken)
    {
        var message = await _socket!.ReadTextAsync(_buffer, cancellationToken);
        var (seq, at, ends) = Read(message.Span);
        Gaps += Math.Max(0, seq - LastSeq - 1);
        Repeats += seq <= LastSeq ? 1 : 0;
        LastSeq = seq;
        Ended = ends;
        LatenciesMs.Add((TimeProvider.System.GetUtcNow() - at).TotalMilliseconds);
    }

    public void Break() => _socket?.Abort();

    /// <summary>Loses its connection and what it knew of the last events.</summary>
    public void Forget(int events)
    {
        Break();
        LastSeq -= events;
        Ended = false;
    }

    public void Dispose() => _socket?.Dispose();

    private static (long Seq, DateTimeOffset At, bool Ends) Read(ReadOnlySpan<byte> message)
    {
        var (seq, at, ends) = (0L, default(DateTimeOffset), false);
        var reader = new Utf8JsonReader(message);
        while (reader.Read())
        {
            if (reader.TokenType is not JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("seq"u8))
            {
                reader.Read();
                seq = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                reader.Read();
                at = DateTimeOffset.Parse(reader.GetString()!, CultureInfo.InvariantCulture);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                ends = reader.ValueTextEquals("workflow_completed"u8);
            }
        }

        return (seq, at, ends);
    }
}
