using Microsoft.Extensions.Time.Testing;

namespace AiDevFramework.TestSupport;

/// <summary>A clock that moves only when told to, as its base does, and that tells which timers are set. It begins at the specification's example.</summary>
/// <param name="instant">Whether to move on to each timer as soon as it is set: waits take no time, and are recorded.</param>
internal sealed class TestClock(bool instant = false) : FakeTimeProvider(_start)
{
    private static readonly DateTimeOffset _start = new(2025, 11, 9, 12, 0, 0, TimeSpan.Zero);

    private readonly bool _instant = instant;
    private readonly Lock _lock = new();
    private readonly HashSet<WatchedTimer> _timers = [];
    private readonly List<(Func<TimeSpan, bool> IsMet, TaskCompletionSource Signal)> _waiting = [];

    /// <summary>With <c>instant</c>: the due times of all timers, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this);
        timer.Inner = base.CreateTimer(
            _ =>
            {
                timer.NoteFired();
                callback(state);
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when the next timer of this length is set.</summary>
    public Task NextTimerAsync(TimeSpan due) => WaitAsync(set => set == due);

    /// <summary>Completes when so many timers are set at the same time.</summary>
    public async Task UntilTimersAsync(int count)
    {
        var waiting = WaitAsync(_ => _timers.Count >= count);
        Announce(Timeout.InfiniteTimeSpan); // they may be set already
        await waiting.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private Task WaitAsync(Func<TimeSpan, bool> isMet)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((isMet, signal));
        }

        return signal.Task;
    }

    private void Announce(TimeSpan due)
    {
        lock (_lock)
        {
            _waiting.RemoveAll(waiting => waiting.IsMet(due) && waiting.Signal.TrySetResult());
        }
    }

    private sealed class WatchedTimer(TestClock clock) : ITimer
    {
        private bool _repeats;

        public ITimer Inner { get; set; } = null!;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Note(dueTime, period);
            var changed = Inner.Change(dueTime, period);
            if (dueTime < TimeSpan.Zero)
            {
                return changed;
            }

            clock.Announce(dueTime);
            if (clock._instant)
            {
                ThreadPool.QueueUserWorkItem(_ => clock.Advance(dueTime));
            }

            return changed;
        }

        public void NoteFired()
        {
            lock (clock._lock)
            {
                if (!_repeats)
                {
                    clock._timers.Remove(this);
                }
            }
        }

        public void Dispose()
        {
            Note(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Note(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _repeats = period > TimeSpan.Zero;
                if (dueTime < TimeSpan.Zero)
                {
                    clock._timers.Remove(this);
                    return;
                }

                clock._timers.Add(this);
                if (clock._instant)
                {
                    clock.Waits.Add(dueTime);
                }
            }
        }
    }
}
