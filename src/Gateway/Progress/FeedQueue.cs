using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks.Sources;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// Messages that wait for one connection, read by one reader. To wait allocates nothing: with ten thousand connections that wait
/// anew after each message, whatever a wait allocates outlives the next collection and makes it longer.
/// </summary>
/// <param name="capacity">Messages that may wait.</param>
internal sealed class FeedQueue(int capacity) : IValueTaskSource<bool>
{
    private readonly Lock _lock = new();
    private readonly Queue<FeedMessage> _messages = new();
    private ManualResetValueTaskSourceCore<bool> _wait = new() { RunContinuationsAsynchronously = true }; // writers hold locks
    private TaskCompletionSource? _room;
    private Exception? _failure;
    private bool _waiting;
    private bool _ended;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _messages.Count;
            }
        }
    }

    /// <returns><see langword="false"/> where the queue is full or has ended.</returns>
    public bool TryWrite(FeedMessage message)
    {
        bool wake;
        lock (_lock)
        {
            if (_ended || _messages.Count == capacity)
            {
                return false;
            }

            _messages.Enqueue(message);
            (wake, _waiting) = (_waiting, false);
        }

        if (wake)
        {
            _wait.SetResult(true);
        }

        return true;
    }

    /// <summary>Waits for room where there is none.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up, or the queue has ended.</exception>
    public async ValueTask WriteAsync(FeedMessage message, CancellationToken cancellationToken)
    {
        while (!TryWrite(message))
        {
            Task room;
            lock (_lock)
            {
                if (_ended)
                {
                    throw new OperationCanceledException("The connection takes no more messages.", _failure);
                }

                if (_messages.Count < capacity)
                {
                    continue;
                }

                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await room.WaitAsync(cancellationToken);
        }
    }

    public bool TryRead([NotNullWhen(true)] out FeedMessage? message)
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            if (!_messages.TryDequeue(out message))
            {
                return false;
            }

            (room, _room) = (_room, null);
        }

        room?.SetResult();
        return true;
    }

    /// <summary>Waits for a message, or for the end behind the last one. To be awaited once, before the next wait.</summary>
    /// <returns><see langword="true"/> where there is a message, <see langword="false"/> at an end without a failure.</returns>
    public ValueTask<bool> WaitToReadAsync()
    {
        lock (_lock)
        {
            if (_messages.Count > 0)
            {
                return new ValueTask<bool>(true);
            }

            if (_ended)
            {
                return _failure is null ? new ValueTask<bool>(false) : ValueTask.FromException<bool>(_failure);
            }

            _wait.Reset();
            _waiting = true;
            return new ValueTask<bool>(this, _wait.Version);
        }
    }

    /// <summary>Takes no more messages. Only the first end counts.</summary>
    /// <param name="failure">What the reader's wait fails with.</param>
    /// <param name="discard">Whether what waits is dropped; else it can still be read.</param>
    public void End(Exception? failure, bool discard)
    {
        bool wake;
        TaskCompletionSource? room;
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            (_ended, _failure) = (true, failure);
            (wake, _waiting) = (_waiting, false);
            (room, _room) = (_room, null);
            if (discard)
            {
                _messages.Clear();
            }
        }

        room?.SetResult();
        if (wake && failure is not null)
        {
            _wait.SetException(failure);
        }
        else if (wake)
        {
            _wait.SetResult(false);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);
}
