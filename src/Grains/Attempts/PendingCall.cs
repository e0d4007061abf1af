namespace AiDevFramework.Grains.Attempts;

/// <summary>A model call that a run waits for: the door through which its worker goes. Once it is closed, nothing of the call goes on or begins.</summary>
internal sealed class PendingCall(CallAttempts attempts, Action<PendingCall> closed) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private TaskCompletionSource? _left;
    private bool _closed;

    public CallAttempts Attempts => attempts;

    /// <param name="closing">Tells the worker to end.</param>
    /// <returns>To be disposed of when the work ends; <see langword="null"/> where the call is closed, or somebody is at it.</returns>
    public IDisposable? TryEnter(out CancellationToken closing)
    {
        lock (_lock)
        {
            closing = _closing.Token;
            if (_closed || _left is { Task.IsCompleted: false })
            {
                return null;
            }

            _left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new Work(_left);
        }
    }

    /// <summary>Calls off what is under way, and returns when it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        Task left;
        lock (_lock)
        {
            _closed = true;
            left = _left?.Task ?? Task.CompletedTask;
        }

        if (!left.IsCompleted)
        {
            await _closing.CancelAsync();
            await left;
        }

        closed(this);
        _closing.Dispose();
    }

    private sealed class Work(TaskCompletionSource left) : IDisposable
    {
        public void Dispose() => left.TrySetResult();
    }
}
