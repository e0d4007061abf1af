namespace AiDevFramework.Gateway.Tests.Support;

/// <summary>A clock that moves only when told to, and its timers with it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private static readonly DateTimeOffset _epoch = new(2025, 11, 9, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Set)> _expected = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _epoch.AddTicks(Interlocked.Read(ref _ticks));

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when the next timer of this length is set.</summary>
    public Task NextTimerAsync(TimeSpan due)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _expected.Add((due, set));
        }

        return set.Task;
    }

    /// <summary>Moves the time and fires each timer that came due, once.</summary>
    public void Advance(TimeSpan time)
    {
        var now = Interlocked.Add(ref _ticks, time.Ticks);
        List<ManualTimer> timers;
        lock (_lock)
        {
            timers = [.. _timers];
        }

        timers.ForEach(timer => timer.FireIfDue(now));
    }

    private sealed class ManualTimer(ManualClock clock, Action fire) : ITimer
    {
        private long? _due;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _due = dueTime < TimeSpan.Zero ? null : clock.GetTimestamp() + dueTime.Ticks;
                _period = period;
                clock._expected.RemoveAll(timer => timer.Due == dueTime && timer.Set.TrySetResult());
                return true;
            }
        }

        public void FireIfDue(long now)
        {
            lock (clock._lock)
            {
                if (_due is not { } due || due > now)
                {
                    return;
                }

                _due = _period > TimeSpan.Zero ? now + _period.Ticks : null;
            }

            fire();
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                _due = null;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
