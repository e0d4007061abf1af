using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// The live end of one project's events on this gateway: what the streams bring is passed on in order, what they lose is
/// read from the log. Keeps the newest events, so that connections which come back need not read the log.
/// </summary>
internal sealed class ProjectFeed(Guid projectId)
{
    /// <summary>Events kept: several runs of a project.</summary>
    private const int TailLength = 64;

    private readonly Lock _lock = new();
    private readonly List<FeedReader> _readers = [];
    private readonly Queue<FeedMessage> _tail = new();
    private readonly List<ProgressEvent> _heldBack = [];
    private long? _head;
    private int _subscriptions;
    private int _backfills;
    private bool _overflowed;
    private bool _closed;
    private bool _running;

    public Guid ProjectId { get; } = projectId;

    /// <summary>The last event passed on; <see langword="null"/> before the first reader is live.</summary>
    public long? Head
    {
        get
        {
            lock (_lock)
            {
                return _head;
            }
        }
    }

    /// <summary>Whether a run is under way whose text a connection asks for.</summary>
    public bool WantsText
    {
        get
        {
            lock (_lock)
            {
                return _running && _readers.Exists(reader => reader.WantsText);
            }
        }
    }

    /// <summary>Keeps the feed until <see cref="Unsubscribe"/>. Events that come before it has a reader are held back.</summary>
    /// <returns><see langword="false"/> where it is closed: take a new one.</returns>
    public bool TrySubscribe()
    {
        lock (_lock)
        {
            _subscriptions += _closed ? 0 : 1;
            return !_closed;
        }
    }

    /// <inheritdoc cref="Detach"/>
    public bool Unsubscribe()
    {
        lock (_lock)
        {
            _subscriptions--;
            return CloseIfIdle();
        }
    }

    /// <summary>Makes a reader live, where it has caught up with the head or what it lacks is kept here.</summary>
    public AttachOutcome TryAttach(FeedReader reader)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return AttachOutcome.Closed;
            }

            var first = _head is null;
            _running = first ? reader.FoundRunning : _running;
            var missing = (_head ??= reader.Cursor) - reader.Cursor;
            if (missing > _tail.Count || missing > reader.Room)
            {
                return AttachOutcome.Behind;
            }

            foreach (var message in missing > 0 ? _tail.Skip(_tail.Count - (int)missing) : [])
            {
                reader.Deliver(message);
            }

            _readers.Add(reader);
            var complete = !first || (reader.WasSubscribed && !_overflowed);
            complete = PassOn(_heldBack) && complete;
            _heldBack.Clear();
            return complete && reader.Known <= _head ? AttachOutcome.Live : AttachOutcome.Late;
        }
    }

    /// <returns><see langword="true"/> where that was the last reader: the feed is closed and takes no other.</returns>
    public bool Detach(FeedReader reader)
    {
        lock (_lock)
        {
            _readers.Remove(reader);
            return CloseIfIdle();
        }
    }

    /// <returns><see langword="true"/> where events before these are missing: the log must be read.</returns>
    public bool Offer(IEnumerable<ProgressEvent> events)
    {
        lock (_lock)
        {
            var missing = _head is not null && !PassOn(events);
            if (_head is null || (missing && _backfills > 0))
            {
                HoldBack(events);
            }

            return missing;
        }
    }

    /// <summary>Missing events are read from the log from now on. What arrives meanwhile is held back until <see cref="EndBackfill"/>.</summary>
    public void BeginBackfill()
    {
        lock (_lock)
        {
            _backfills++;
        }
    }

    public void EndBackfill()
    {
        lock (_lock)
        {
            if (--_backfills == 0)
            {
                PassOn(_heldBack);
                _heldBack.Clear();
            }
        }
    }

    /// <summary>Ends every connection: the project is gone. What they have not read yet still goes out.</summary>
    public void End()
    {
        lock (_lock)
        {
            _readers.ForEach(static reader => reader.EndAsGone());
        }
    }

    /// <summary>Passes on text that is being written, to the connections that asked for it.</summary>
    public void OfferText(ProgressUpdate update)
    {
        lock (_lock)
        {
            FeedMessage? message = null;
            foreach (var reader in _readers)
            {
                if (reader.WantsText)
                {
                    reader.EnqueueText(message ??= FeedMessage.Of(update));
                }
            }
        }
    }

    private void HoldBack(IEnumerable<ProgressEvent> events)
    {
        foreach (var item in events)
        {
            _overflowed = _overflowed || _heldBack.Count == TailLength;
            if (!_overflowed)
            {
                _heldBack.Add(item);
            }
        }
    }

    private bool CloseIfIdle()
    {
        _closed = _closed || (_readers.Count == 0 && _subscriptions == 0);
        return _closed;
    }

    /// <returns><see langword="false"/> where events before these are missing.</returns>
    private bool PassOn(IEnumerable<ProgressEvent> events)
    {
        foreach (var item in events)
        {
            if (item.Seq <= _head)
            {
                continue;
            }

            if (item.Seq > _head + 1)
            {
                return false;
            }

            var message = FeedMessage.Of(item); // once for all readers
            foreach (var reader in _readers)
            {
                reader.Deliver(message);
            }

            AppendToTail(message);
            _running = !EventTypes.EndsRun(item.Type);
            _head = item.Seq;
        }

        return true;
    }

    private void AppendToTail(FeedMessage message)
    {
        if (_tail.Count == TailLength)
        {
            _tail.Dequeue();
        }

        _tail.Enqueue(message);
    }
}

internal enum AttachOutcome
{
    Live = 0,

    /// <summary>The feed does not have what the reader lacks: read the log further and ask again.</summary>
    Behind = 1,

    /// <summary>The feed is gone: take a new one.</summary>
    Closed = 2,

    /// <summary>Live, and events are known or likely to be missing at the head: read them from the log.</summary>
    Late = 3,
}
