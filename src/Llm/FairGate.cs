namespace AiDevFramework.Llm;

/// <summary>
/// Lets in a limited number of callers at once. Users take turns, each user's oldest caller first: a thousand runs of one user hold up
/// another user's single run for one place, not for a thousand.
/// </summary>
internal sealed class FairGate(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UserQueue> _users = [];
    private readonly LinkedList<UserQueue> _turns = []; // users who wait, whose turn is next at the front
    private int _capacity = capacity;
    private int _inUse;
    private int _waiting;

    /// <summary>May be lowered below what is in use. Then nobody enters until enough callers have left.</summary>
    public int Capacity
    {
        get
        {
            lock (_lock)
            {
                return _capacity;
            }
        }

        set
        {
            lock (_lock)
            {
                _capacity = value;
                LetIn();
            }
        }
    }

    public (int InUse, int Waiting) Load
    {
        get
        {
            lock (_lock)
            {
                return (_inUse, _waiting);
            }
        }
    }

    /// <summary>Lowers the capacity to the places in use and those that are waited for. The caller reports both numbers to others, and nobody
    /// else may enter before they have answered.</summary>
    /// <returns>How many places were in use and how many were waited for at that instant.</returns>
    public (int InUse, int Waiting) Trim()
    {
        lock (_lock)
        {
            _capacity = Math.Min(_capacity, _inUse + _waiting);
            return (_inUse, _waiting);
        }
    }

    /// <returns>The place, to be given back by disposing of it; <see langword="null"/> where one must wait.</returns>
    public IDisposable? TryEnter()
    {
        lock (_lock)
        {
            return _waiting == 0 && _inUse < _capacity ? Occupy() : null;
        }
    }

    /// <exception cref="OperationCanceledException">The caller gave up; its place in the queue is free again.</exception>
    public ValueTask<IDisposable> EnterAsync(Guid user, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            if (_waiting == 0 && _inUse < _capacity)
            {
                return new ValueTask<IDisposable>(Occupy());
            }

            waiter = Queue(user);
        }

        return new ValueTask<IDisposable>(waiter.WaitAsync(cancellationToken));
    }

    private Place Occupy()
    {
        _inUse++;
        return new Place(this);
    }

    private Waiter Queue(Guid user)
    {
        if (!_users.TryGetValue(user, out var queue))
        {
            queue = new UserQueue(user);
            _users.Add(user, queue);
            _turns.AddLast(queue.Turn);
        }

        var waiter = new Waiter(this, queue);
        queue.Waiters.AddLast(waiter.Node);
        _waiting++;
        return waiter;
    }

    private void Leave()
    {
        lock (_lock)
        {
            _inUse--;
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_inUse < _capacity && _turns.First is { Value: var queue })
        {
            var waiter = queue.Waiters.First!.Value;
            Remove(waiter);
            if (queue.Turn.List is not null)
            {
                _turns.Remove(queue.Turn);
                _turns.AddLast(queue.Turn);
            }

            waiter.SetResult(Occupy());
        }
    }

    private void Remove(Waiter waiter)
    {
        _waiting--;
        waiter.User.Waiters.Remove(waiter.Node);
        if (waiter.User.Waiters.Count == 0)
        {
            _turns.Remove(waiter.User.Turn);
            _users.Remove(waiter.User.Id);
        }
    }

    /// <returns><see langword="false"/> where the waiter was let in already.</returns>
    private bool TryLeaveQueue(Waiter waiter)
    {
        lock (_lock)
        {
            if (waiter.Node.List is null)
            {
                return false;
            }

            Remove(waiter);
            return true;
        }
    }

    private sealed class UserQueue
    {
        public UserQueue(Guid id)
        {
            Id = id;
            Turn = new LinkedListNode<UserQueue>(this);
        }

        public Guid Id { get; }

        public LinkedListNode<UserQueue> Turn { get; }

        public LinkedList<Waiter> Waiters { get; } = [];
    }

    private sealed class Waiter : TaskCompletionSource<IDisposable>
    {
        private readonly FairGate _gate;

        public Waiter(FairGate gate, UserQueue user)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            (_gate, User) = (gate, user);
            Node = new LinkedListNode<Waiter>(this);
        }

        public UserQueue User { get; }

        public LinkedListNode<Waiter> Node { get; }

        public async Task<IDisposable> WaitAsync(CancellationToken cancellationToken)
        {
            using var registration = cancellationToken.UnsafeRegister(
                static (state, token) =>
                {
                    var waiter = (Waiter)state!;
                    if (waiter._gate.TryLeaveQueue(waiter))
                    {
                        waiter.TrySetCanceled(token);
                    }
                },
                this);
            return await Task.ConfigureAwait(false);
        }
    }

    private sealed class Place(FairGate gate) : IDisposable
    {
        private FairGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}
