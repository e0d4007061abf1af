namespace AiDevFramework.TestSupport;

/// <summary>What arrives over time, in its order, and who waits for a certain item of it.</summary>
internal sealed class Journal<T>
    where T : notnull
{
    private readonly Lock _lock = new();
    private readonly List<T> _items = [];
    private readonly List<Waiter> _waiters = [];
    private string? _ending;

    /// <summary>A copy of what has arrived so far.</summary>
    public IReadOnlyList<T> Items
    {
        get
        {
            lock (_lock)
            {
                return [.. _items];
            }
        }
    }

    public void Add(T item) => AddRange([item]);

    /// <summary>Adds what came together: whoever waits for one of them finds all of them.</summary>
    public void AddRange(IReadOnlyCollection<T> items)
    {
        lock (_lock)
        {
            _items.AddRange(items);
            foreach (var item in items)
            {
                _waiters.RemoveAll(waiter => waiter.Wanted(item) && waiter.Found.TrySetResult(item));
            }
        }
    }

    /// <param name="reason">Why nothing more will come: told to all who still wait.</param>
    public void End(string reason)
    {
        lock (_lock)
        {
            _ending = reason;
            _waiters.ForEach(waiter => waiter.Found.TrySetException(Ending(reason)));
            _waiters.Clear();
        }
    }

    /// <summary>The first item, already here or still to come, that is wanted.</summary>
    /// <exception cref="EndOfStreamException">Nothing more will come; the message has the reason and what did come.</exception>
    /// <exception cref="TimeoutException">The message has what came so far.</exception>
    public async Task<T> WaitForAsync(Func<T, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(wanted, new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            var at = _items.FindIndex(item => wanted(item));
            if (at >= 0)
            {
                return _items[at];
            }

            if (_ending is not null)
            {
                throw Ending(_ending);
            }

            _waiters.Add(waiter);
        }

        try
        {
            return await waiter.Found.Task.WaitAsync(deadline, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"What was waited for did not come within {deadline}. What came:\n{this}", exception);
        }
        finally
        {
            lock (_lock)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    public override string ToString() => string.Join('\n', Items);

    private EndOfStreamException Ending(string reason) => new($"{reason} What came:\n{string.Join('\n', _items)}");

    private sealed record Waiter(Func<T, bool> Wanted, TaskCompletionSource<T> Found);
}
