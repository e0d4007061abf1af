using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks.Sources;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// Messages that wait for one connection, read by one reader. To wait allocates nothing: with ten thousand connections that wait
/// anew after each message, whatever a wait allocates outlives the next collection and makes it longer.
/// </summary>
/// <param name="capacity">Messages that may wait.</param>
/// <param name="patientCapacity">Messages that may wait before a writer that waits for room does so; <paramref name="capacity"/> where
/// it is left out.</param>
internal sealed class FeedQueue(int capacity, int? patientCapacity = null) : IValueTaskSource<bool>
{
    private readonly int _patientCapacity = patientCapacity ?? capacity;
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

    /// <summary>Messages that can be queued now without waiting.</summary>
    public int Room => capacity - Count;

    /// <returns><see langword="false"/> where the queue is full or has ended.</returns>
    public bool TryWrite(FeedMessage message) => TryWrite(message, capacity);

    /// <summary>Waits for room where there is none.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up, or the queue has ended.</exception>
    public async ValueTask WriteAsync(FeedMessage message, CancellationToken cancellationToken)
    {
        while (!TryWrite(message, _patientCapacity))
        {
            Task room;
            lock (_lock)
            {
                if (_ended)
                {
                    throw new OperationCanceledException("The connection takes no more messages.", _failure);
                }

                if (_messages.Count < _patientCapacity)
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

    /// <summary>Ends the queue at once, and the waiting for it, when <paramref name="cancellationToken"/> is cancelled.</summary>
    public CancellationTokenRegistration EndWhen(CancellationToken cancellationToken) => cancellationToken.UnsafeRegister(
        static (queue, token) => ((FeedQueue)queue!).End(new OperationCanceledException(token), discard: true), this);

    private bool TryWrite(FeedMessage message, int limit)
    {
        bool wake;
        lock (_lock)
        {
            if (_ended || _messages.Count >= limit)
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

    bool IValueTaskSource<bool>.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);
}
