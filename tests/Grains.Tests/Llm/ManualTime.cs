namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>A clock that a test moves by hand, and that fires the timers it passes.</summary>
/// <param name="instant">Fire each timer as soon as it is set, moving the clock to it: waits take no time and are recorded.</param>
internal sealed class ManualTime(bool instant = false) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Signal)> _waiting = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>With <c>instant</c>: the due times of all timers, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when so many timers are set at the same time.</summary>
    public async Task UntilTimersAsync(int count)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((count, signal));
            Announce();
        }

        await signal.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            _timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    private void Set(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + dueTime;
            if (!instant)
            {
                _timers.Add(timer);
                Announce();
                return;
            }

            Waits.Add(dueTime);
            _now = timer.Due;
        }

        ThreadPool.QueueUserWorkItem(_ => timer.Fire());
    }

    private void Announce()
    {
        foreach (var (_, signal) in _waiting.Where(waiting => waiting.Count <= _timers.Count))
        {
            signal.TrySetResult();
        }

        _waiting.RemoveAll(waiting => waiting.Signal.Task.IsCompleted);
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
