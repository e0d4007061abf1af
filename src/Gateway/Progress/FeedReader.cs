namespace AiDevFramework.Gateway.Progress;

/// <summary>One connection's place in a project's events: a bounded queue of messages to send, in order.</summary>
/// <param name="after">The last event the connection has.</param>
/// <param name="known">The last event that the connection was told of. It must arrive even where no stream brings it.</param>
/// <param name="wantsText">Whether the connection asked for <c>phase_progress</c>.</param>
/// <param name="shared">The queue of a connection that follows several projects; one of its own where it is left out.</param>
internal sealed class FeedReader(Guid projectId, long after, long known = 0, bool wantsText = false, FeedQueue? shared = null)
{
    /// <summary>Messages that may wait for a slow connection; beyond it the connection is closed and can resume.</summary>
    public const int Capacity = 1024;

    /// <summary>Messages that may wait before text is dropped: who is that far behind shall spend its time on events.</summary>
    private const int TextBacklog = 64;

    private readonly bool _isShared = shared is not null;

    public Guid ProjectId { get; } = projectId;

    public long Known { get; } = known;

    public bool WantsText { get; } = wantsText;

    /// <summary>Whether the project was running when it was read for this connection.</summary>
    public bool FoundRunning { get; init; }

    /// <summary>Whether the feed was subscribed to before the project was read, so that it has every event since.</summary>
    public bool WasSubscribed { get; init; }

    /// <summary>The last event that was queued; everything after it is still to come.</summary>
    public long Cursor { get; private set; } = after;

    /// <summary>Ends with <see cref="FeedLaggedException"/> where the connection fell behind.</summary>
    public FeedQueue Messages { get; } = shared ?? new(Capacity);

    /// <inheritdoc cref="FeedQueue.Room"/>
    public int Room => Messages.Room;

    /// <summary>Waits for a message. Fails where following the project fails.</summary>
    /// <inheritdoc cref="FeedQueue.WaitToReadAsync"/>
    public ValueTask<bool> WaitToReadAsync(Task following)
    {
        return following.IsCompletedSuccessfully ? Messages.WaitToReadAsync() : WaitForEitherAsync();

        async ValueTask<bool> WaitForEitherAsync()
        {
            var message = Messages.WaitToReadAsync().AsTask();
            if (await Task.WhenAny(message, following) == following)
            {
                await following;
            }

            return await message;
        }
    }

    /// <inheritdoc cref="FeedQueue.EndWhen"/>
    public CancellationTokenRegistration EndWhen(CancellationToken cancellationToken) => Messages.EndWhen(cancellationToken);

    /// <summary>The project is gone: what waits still goes out, and then the connection ends. One that follows others as well is told.</summary>
    public void EndAsGone()
    {
        if (_isShared)
        {
            Messages.TryWrite(FeedMessage.Gone(ProjectId));
        }
        else
        {
            Messages.End(new ProjectGoneException(), discard: false);
        }
    }

    /// <summary>Queues a message that is no stored event, such as a pong; dropped where the queue is full.</summary>
    public void Enqueue(FeedMessage message) => Messages.TryWrite(message);

    /// <summary>Queues text that is being written; dropped where the connection is behind.</summary>
    public void EnqueueText(FeedMessage message)
    {
        if (Messages.Count < TextBacklog)
        {
            Messages.TryWrite(message);
        }
    }

    /// <summary>Queues an event of the log, waiting for room: used while the log is replayed.</summary>
    public async Task ReplayAsync(FeedMessage message, CancellationToken cancellationToken)
    {
        await Messages.WriteAsync(message, cancellationToken);
        Cursor = message.Seq!.Value;
    }

    /// <summary>Queues a live event; one that was queued before is passed over. Never waits.</summary>
    public void Deliver(FeedMessage message)
    {
        if (message.Seq != Cursor + 1)
        {
            return; // already replayed to this reader
        }

        if (Messages.TryWrite(message))
        {
            Cursor++;
        }
        else
        {
            Messages.End(new FeedLaggedException(Cursor), discard: false);
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
