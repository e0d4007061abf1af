using System.Threading.Channels;

namespace AiDevFramework.Gateway.Progress;

/// <summary>One connection's place in a project's events: a bounded queue of messages to send, in order.</summary>
/// <param name="after">The last event the connection has.</param>
/// <param name="known">The project's last event as the connection was told it: it must come even where no stream brings it.</param>
/// <param name="wantsText">Whether the connection asked for <c>phase_progress</c>.</param>
internal sealed class FeedReader(Guid projectId, long after, long known = 0, bool wantsText = false)
{
    /// <summary>Messages that may wait for a slow connection; beyond it the connection is closed and can resume.</summary>
    public const int Capacity = 1024;

    /// <summary>Messages that may wait before text is dropped: who is that far behind shall spend its time on events.</summary>
    private const int TextBacklog = 64;

    private readonly Channel<FeedMessage> _messages =
        Channel.CreateBounded<FeedMessage>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    public Guid ProjectId { get; } = projectId;

    public long Known { get; } = known;

    public bool WantsText { get; } = wantsText;

    /// <summary>Whether the project was running when the connection was told where it stands.</summary>
    public bool FoundRunning { get; init; }

    /// <summary>The last event that was queued; everything after it is still to come.</summary>
    public long Cursor { get; private set; } = after;

    /// <summary>Completes with <see cref="FeedLaggedException"/> where the connection fell behind.</summary>
    public ChannelReader<FeedMessage> Messages => _messages.Reader;

    /// <summary>Messages that can be queued now without waiting.</summary>
    public int Room => Capacity - _messages.Reader.Count;

    /// <summary>Queues a message that is no stored event, such as a pong; dropped where the queue is full.</summary>
    public void Tell(FeedMessage message) => _messages.Writer.TryWrite(message);

    /// <summary>Queues text that is being written; dropped where the connection is behind.</summary>
    public void TellText(FeedMessage message)
    {
        if (_messages.Reader.Count < TextBacklog)
        {
            _messages.Writer.TryWrite(message);
        }
    }

    /// <summary>Queues an event of the log, waiting for room: used while the log is replayed.</summary>
    public async Task ReplayAsync(FeedMessage message, CancellationToken cancellationToken)
    {
        await _messages.Writer.WriteAsync(message, cancellationToken);
        Cursor = message.Seq!.Value;
    }

    /// <summary>Queues a live event; one that was queued before is passed over. Never waits.</summary>
    public void Deliver(FeedMessage message)
    {
        if (message.Seq != Cursor + 1)
        {
            return; // already replayed to this reader
        }

        if (_messages.Writer.TryWrite(message))
        {
            Cursor++;
        }
        else
        {
            _messages.Writer.TryComplete(new FeedLaggedException(Cursor));
        }
    }
}

/// <summary>A connection did not read fast enough.</summary>
/// <param name="lastSeq">The last event that was queued for it: where it can resume.</param>
internal sealed class FeedLaggedException(long lastSeq)
    : Exception($"The connection fell behind; resume after event {lastSeq}.")
{
    public long LastSeq { get; } = lastSeq;
}
