using System.Text;
using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// The live end of one project's events on this gateway: what the streams bring is passed on in order, what they lose is
/// read from the log.
/// </summary>
internal sealed class ProjectFeed(Guid projectId)
{
    private readonly Lock _lock = new();
    private readonly List<FeedReader> _readers = [];
    private long? _head;
    private bool _closed;

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

    /// <summary>Makes a reader live, where it has caught up with the head.</summary>
    /// <returns><see cref="AttachOutcome.Behind"/>: read the log further and ask again.</returns>
    public AttachOutcome TryAttach(FeedReader reader)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return AttachOutcome.Closed;
            }

            _head ??= reader.Cursor;
            if (reader.Cursor < _head)
            {
                return AttachOutcome.Behind;
            }

            _readers.Add(reader);
            return AttachOutcome.Live;
        }
    }

    /// <returns><see langword="true"/> where that was the last reader: the feed is closed and takes no other.</returns>
    public bool Detach(FeedReader reader)
    {
        lock (_lock)
        {
            _readers.Remove(reader);
            _closed = _closed || _readers.Count == 0;
            return _closed;
        }
    }

    /// <returns><see langword="true"/> where events before these are missing: the log must be read.</returns>
    public bool Offer(IEnumerable<ProgressEvent> events)
    {
        lock (_lock)
        {
            foreach (var item in events)
            {
                if (_head is not { } head || item.Seq <= head)
                {
                    continue;
                }

                if (item.Seq > head + 1)
                {
                    return true;
                }

                ReadOnlyMemory<byte> payload = Encoding.UTF8.GetBytes(item.Payload); // once for all readers
                foreach (var reader in _readers)
                {
                    reader.Deliver(item.Seq, payload);
                }

                _head = item.Seq;
            }

            return false;
        }
    }
}

internal enum AttachOutcome
{
    Live = 0,
    Behind = 1,
    Closed = 2,
}
