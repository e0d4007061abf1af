using System.Threading.Channels;

namespace AiDevFramework.Gateway.Progress;

/// <summary>One connection's place in a project's events: a bounded queue of messages to send, in order.</summary>
internal sealed class FeedReader(Guid projectId, long after)
{
    /// <summary>Messages that may wait for a slow connection; beyond it the connection is closed and can resume.</summary>
    public const int Capacity = 1024;

    private readonly Channel<ReadOnlyMemory<byte>> _messages =
        Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    public Guid ProjectId { get; } = projectId;

    /// <summary>The last event that was queued; everything after it is still to come.</summary>
    public long Cursor { get; private set; } = after;

    /// <summary>UTF-8 messages. Completes with <see cref="FeedLaggedException"/> where the connection fell behind.</summary>
    public ChannelReader<ReadOnlyMemory<byte>> Messages => _messages.Reader;

    /// <summary>Queues a message that is no stored event, such as a pong; dropped where the queue is full.</summary>
    public void Tell(ReadOnlyMemory<byte> message) => _messages.Writer.TryWrite(message);

    /// <summary>Queues an event of the log, waiting for room: used while the log is replayed.</summary>
    public async Task ReplayAsync(long seq, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await _messages.Writer.WriteAsync(payload, cancellationToken);
        Cursor = seq;
    }

    /// <summary>Queues a live event; one that was queued before is passed over. Never waits.</summary>
    public void Deliver(long seq, ReadOnlyMemory<byte> payload)
    {
        if (seq != Cursor + 1)
        {
            return; // already replayed to this reader
        }

        if (_messages.Writer.TryWrite(payload))
        {
            Cursor = seq;
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
