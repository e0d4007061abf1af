using System.Net.WebSockets;
using System.Text;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Gateway.Progress;

/// <summary>One open WebSocket: sends what its reader queues, answers pings, and closes with a reason.</summary>
internal sealed class ProgressSocket(
    WebSocket socket, FeedReader reader, ProgressPlace place, ProgressPlaces places, TrafficMeter traffic, TimeProvider clock)
{
    /// <summary>The longest message a client may send, in bytes: it has nothing to say but "ping".</summary>
    private const int MaxMessageBytes = 1024;

    /// <summary>Bytes that each connection has for the next message: a ping needs six.</summary>
    private const int UsualMessageBytes = 64;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _stallLimit = StallLimit.Next();

    /// <summary>The last event that the connection was given, and the last of those that wait for no other message.</summary>
    private long _given = reader.Cursor;
    private long _sent = reader.Cursor;

    /// <summary>Returns when the connection is closed, whoever closed it.</summary>
    /// <param name="serverStops">The process is going down: the client may reconnect elsewhere.</param>
    public async Task RunAsync(Func<CancellationToken, Task> follow, CancellationToken serverStops, CancellationToken gone)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(serverStops, gone, place.Ended);
        var following = follow(ending.Token);
        var sending = SendAsync(following, ending.Token);
        var receiving = ReceiveAsync(gone); // a receive that is called off would abort the socket before it can say why
        var stopping = Task.Delay(Timeout.InfiniteTimeSpan, ending.Token); // sending may hang on a client that does not read
        var (status, reason) = await OutcomeOfAsync(
            await Task.WhenAny(sending, receiving, stopping, traffic.Exceeded), serverStops, gone);
        await ending.CancelAsync();
        var ended = await EndsInTimeAsync(sending);
        if (ended)
        {
            await CloseAsync(status, reason);
            ended = await EndsInTimeAsync(DrainAsync(receiving, gone)); // the other side's goodbye
        }

        if (!ended)
        {
            socket.Abort(); // never otherwise: it resets the connection, and a close already sent is lost with it
        }

        await Task.WhenAll(following, sending, receiving, stopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // whoever called may forget the reader now
    }

    /// <summary>Sends what is queued; fails with what the following of the project fails with.</summary>
    private async Task SendAsync(Task following, CancellationToken ending)
    {
        using var end = reader.EndWhen(ending);
        while (await reader.WaitToReadAsync(following))
        {
            while (reader.Messages.TryRead(out var message))
            {
                LetMoreFollow(reader.Messages.Count > 0);
                await SendAsync(message);
            }

            LetMoreFollow(false); // where what was to follow is not to be sent any more

            places.Touch(place);
        }
    }

    private void LetMoreFollow(bool follows)
    {
        if (traffic.Stream is { } connection)
        {
            connection.MoreFollows = follows;
        }
    }

    private async ValueTask SendAsync(FeedMessage message)
    {
        // Without a token: one that can be cancelled costs a registration for each message, and a connection that is gone fails by itself.
        var send = socket.SendAsync(message.Payload, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        if (!send.IsCompletedSuccessfully)
        {
            try
            {
                await send.AsTask().WaitAsync(_stallLimit, clock, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                throw new FeedLaggedException(_sent);
            }
        }

        if (message.Seq is { } seq)
        {
            _given = seq;
            GatewayInstruments.EventsDelivered.Add(1, place.Transport);
        }

        _sent = traffic.Stream is { MoreFollows: true } ? _sent : _given;
    }

    private async Task<(WebSocketCloseStatus Status, string Reason)> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[UsualMessageBytes];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                if (length == MaxMessageBytes)
                {
                    return (WebSocketCloseStatus.MessageTooBig, $"A message may have {MaxMessageBytes} bytes at the most.");
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, MaxMessageBytes);
                }

                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            places.Touch(place);
            switch (part.MessageType)
            {
                case WebSocketMessageType.Close:
                    return (WebSocketCloseStatus.NormalClosure, "");
                case WebSocketMessageType.Binary:
                    return (WebSocketCloseStatus.InvalidMessageType, "Only text messages are understood.");
                default:
                    if (Encoding.UTF8.GetString(buffer, 0, length).Trim() is "ping" or "\"ping\"")
                    {
                        reader.Enqueue(ProgressMessages.Pong(WireTime.Now(clock)));
                    }

                    break;
            }
        }
    }

    private async Task<(WebSocketCloseStatus, string)> OutcomeOfAsync(
        Task first, CancellationToken serverStops, CancellationToken gone)
    {
        try
        {
            await first;
            if (first == traffic.Exceeded)
            {
                return (WebSocketCloseStatus.PolicyViolation, $"Too much was sent; resume with after={_sent}, and send no more than pings.");
            }

            return first is Task<(WebSocketCloseStatus, string)> received ? await received : (WebSocketCloseStatus.NormalClosure, "");
        }
        catch (FeedLaggedException lagged)
        {
            GatewayInstruments.LagCloses.Add(1, place.Transport);
            return ((WebSocketCloseStatus)1013, $"Too slow; resume with after={lagged.LastSeq}."); // 1013: try again later
        }
        catch (ProjectGoneException)
        {
            return ((WebSocketCloseStatus)ProjectGoneException.Code, ProjectGoneException.Reason);
        }
        catch (OperationCanceledException) when (serverStops.IsCancellationRequested)
        {
            return (WebSocketCloseStatus.EndpointUnavailable, "The server is going down; reconnect.");
        }
        catch (OperationCanceledException) when (place.Ended.IsCancellationRequested)
        {
            return ((WebSocketCloseStatus)PlaceEnds.CodeOf(place.End), PlaceEnds.ReasonOf(place.End, _sent));
        }
        catch (Exception exception) when (exception is WebSocketException || gone.IsCancellationRequested)
        {
            return (WebSocketCloseStatus.NormalClosure, ""); // the connection is gone: nobody hears it
        }
        catch (Exception) // a read that was called off on its way is one as well
        {
            return ((WebSocketCloseStatus)1013, "The project cannot be followed now; reconnect in a moment.");
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        LetMoreFollow(false);
        using var patience = new CancellationTokenSource(CloseTimeout);
        try
        {
            await socket.CloseOutputAsync(status, reason, patience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            socket.Abort(); // the other side does not read; there is nobody to say goodbye to
        }
    }

    /// <summary>Reads until the other side has closed: unread bytes would turn our close into a reset.</summary>
    private async Task DrainAsync(Task receiving, CancellationToken gone)
    {
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var buffer = new byte[MaxMessageBytes];
        while (socket.State is WebSocketState.CloseSent)
        {
            await socket.ReceiveAsync(buffer.AsMemory(), gone);
        }

        if (socket.State is WebSocketState.Aborted && traffic.Stream is { } connection)
        {
            // A broken frame: the framework has sent its close and reads no more. To end the request now would reset the
            // connection, and the close with it; a client that has read it goes by itself.
            while (await connection.ReadAsync(buffer, gone) > 0)
            {
            }
        }
    }

    private static async Task<bool> EndsInTimeAsync(Task task)
    {
        await task.WaitAsync(CloseTimeout, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompleted;
    }
}
