using AiDevFramework.Grains.State;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>
/// A step that a grain waits for, and the work at it: once it is closed, nothing of it goes on or begins. Grain and worker are on
/// one silo, so that what is known of the attempts at the call reaches the grain here, however the work ends.
/// </summary>
/// <param name="first">The attempt that the grain has stored already.</param>
internal sealed class OpenStep(Action<OpenStep> closed, AttemptRecord? first = null) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly List<OpenAttempt> _attempts = first is null ? [] : [new OpenAttempt(first)];
    private TaskCompletionSource<AttemptWish> _wished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _left;
    private bool _closed;

    /// <summary>Whether an attempt was sent.</summary>
    public bool IsUsed
    {
        get
        {
            lock (_lock)
            {
                return _attempts.Exists(attempt => attempt.IsSent);
            }
        }
    }

    /// <param name="closing">Tells the work to end.</param>
    /// <returns><see langword="null"/> where the step is closed, or somebody is at it.</returns>
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

    /// <summary>For the worker: the attempt that is stored already, to be sent now.</summary>
    /// <returns><see langword="null"/> where none is, or it was to ask another model.</returns>
    public OpenAttempt? TakeStored(string model, long now)
    {
        lock (_lock)
        {
            return _attempts.Find(attempt => !attempt.IsSent && attempt.Model == model)?.Send(now);
        }
    }

    /// <summary>For the worker: has the grain store an attempt.</summary>
    /// <exception cref="OperationCanceledException">The run is not this silo's any more, or the caller gave up.</exception>
    /// <exception cref="LlmException">It does not fit into a budget.</exception>
    public async Task StoreAsync(AttemptPlan plan, CancellationToken cancellationToken)
    {
        var wish = new AttemptWish(plan);
        lock (_lock)
        {
            RenewAnswered(); // the grain may not have looked again since the last one
            _wished.SetResult(wish);
        }

        await wish.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>For the grain: completes when the worker wants to make another attempt.</summary>
    public Task<AttemptWish> WishAsync()
    {
        lock (_lock)
        {
            RenewAnswered();
            return _wished.Task;
        }
    }

    /// <summary>For the grain: the attempt is stored.</summary>
    public void Grant(AttemptWish wish, AttemptRecord stored)
    {
        lock (_lock)
        {
            _attempts.Add(new OpenAttempt(stored));
        }

        wish.Grant();
    }

    /// <summary>For the grain: how attempts ended.</summary>
    /// <param name="over">Whether the work has ended, so that none goes on.</param>
    public IReadOnlyDictionary<Guid, AttemptEnd> Ends(bool over)
    {
        lock (_lock)
        {
            return _attempts.Where(attempt => over || !attempt.IsOpen).ToDictionary(attempt => attempt.Id, attempt => attempt.End);
        }
    }

    /// <summary>Attempts under way since before <paramref name="sentBefore"/> whose provider's id is known and not noted yet.</summary>
    public void CollectUnnoted(long sentBefore, List<OpenAttempt> into)
    {
        lock (_lock)
        {
            into.AddRange(_attempts.Where(attempt => attempt.WantsNote(sentBefore)));
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

    private void RenewAnswered()
    {
        if (_wished.Task is { IsCompletedSuccessfully: true, Result.Answer.IsCompleted: true })
        {
            _wished = new TaskCompletionSource<AttemptWish>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class Work(TaskCompletionSource left) : IDisposable
    {
        public void Dispose() => left.TrySetResult();
    }
}
