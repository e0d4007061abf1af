using System.Threading.Channels;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Grains.Progress;

/// <summary>One project's calls and whether they are watched. Lives while either is the case.</summary>
internal sealed class LiveProject
{
    private readonly Lock _lock = new();
    private readonly List<LiveCall> _calls = []; // one as a rule; for an instant the former one's last words as well
    private readonly TimeProvider _clock;
    private readonly ChannelWriter<LiveProject> _due;
    private readonly Action<LiveProject> _forget;
    private LiveWait? _wait;
    private bool _waitIsNews;
    private ITimer? _timer;
    private long _lastSent;
    private long _watchedUntil;
    private bool _everSent;
    private bool _scheduled;
    private bool _gone;

    public LiveProject(Guid id, TimeProvider clock, ChannelWriter<LiveProject> due, Action<LiveProject> forget)
    {
        (Id, _clock, _due, _forget) = (id, clock, due, forget);
        _watchedUntil = clock.GetTimestamp();
    }

    public Guid Id { get; }

    private bool IsWatched => _clock.GetTimestamp() < _watchedUntil;

    /// <returns><see langword="false"/> where this entry is gone: take another.</returns>
    public bool Watch()
    {
        lock (_lock)
        {
            _watchedUntil = _clock.GetTimestamp() + (long)(ILiveText.Lease.TotalSeconds * _clock.TimestampFrequency);
            _waitIsNews = _wait is not null; // to a new watcher, and to the others how long it still lasts
            if (!_gone)
            {
                ScheduleIfWaiting();
            }

            return !_gone;
        }
    }

    /// <inheritdoc cref="Watch"/>
    public bool TryAdd(LiveWait wait)
    {
        lock (_lock)
        {
            if (!_gone)
            {
                _wait = wait;
                _waitIsNews = true;
                wait.Project = this;
                ScheduleIfWaiting();
            }

            return !_gone;
        }
    }

    public void End(LiveWait wait)
    {
        lock (_lock)
        {
            if (_wait == wait)
            {
                _wait = null;
                _waitIsNews = false;
                ForgetIfIdle();
            }
        }
    }

    /// <inheritdoc cref="Watch"/>
    public bool TryAdd(LiveCall call)
    {
        lock (_lock)
        {
            if (!_gone)
            {
                _calls.Add(call);
                call.Project = this;
            }

            return !_gone;
        }
    }

    public void Append(LiveCall call, string text)
    {
        lock (_lock)
        {
            call.Add(text);
            ScheduleIfWaiting();
        }
    }

    public void End(LiveCall call)
    {
        lock (_lock)
        {
            call.Finish();
            ScheduleIfWaiting();
            ForgetIfIdle();
        }
    }

    /// <returns>The next piece of text, or that the call waits; <see langword="null"/> where nothing is to be sent any more.</returns>
    public ProgressUpdate? DrainUpdate(DateTimeOffset now)
    {
        lock (_lock)
        {
            _scheduled = false;
            var update = IsWatched && ToWait() <= TimeSpan.Zero && DrainPayload(now) is { } payload ? new ProgressUpdate(Id, payload) : null;
            if (update is not null)
            {
                (_lastSent, _everSent) = (_clock.GetTimestamp(), true);
            }

            ScheduleIfWaiting();
            ForgetIfIdle();
            return update;
        }
    }

    /// <summary>Looks whether the watch has run out.</summary>
    public void Sweep()
    {
        lock (_lock)
        {
            ForgetIfIdle();
        }
    }

    private Utf8Text? DrainPayload(DateTimeOffset now)
    {
        if (_calls.Find(call => call.IsWaiting) is { } call)
        {
            return call.DrainPayload(now);
        }

        var wait = _waitIsNews ? _wait : null;
        _waitIsNews = false;
        return wait?.PayloadAt(now);
    }

    private void ScheduleIfWaiting()
    {
        if (_scheduled || !IsWatched || !(_waitIsNews || _calls.Exists(call => call.IsWaiting)))
        {
            return;
        }

        _scheduled = true;
        var wait = ToWait();
        if (wait <= TimeSpan.Zero)
        {
            _due.TryWrite(this);
        }
        else if (_timer is null)
        {
            _timer = _clock.CreateTimer(static self => ((LiveProject)self!).Due(), this, wait, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Rounded up to whole milliseconds, as timers count. Rounded down, the difference would add up to a sixth piece in a second.</summary>
    private TimeSpan ToWait() => _everSent
        ? TimeSpan.FromMilliseconds(Math.Ceiling((LiveText.Interval - _clock.GetElapsedTime(_lastSent)).TotalMilliseconds))
        : TimeSpan.Zero;

    private void Due() => _due.TryWrite(this);

    /// <summary>Drops ended calls, unless their text is still to be sent.</summary>
    private void ForgetIfIdle()
    {
        for (var index = _calls.Count - 1; index >= 0; index--)
        {
            if (_calls[index] is { IsFinished: true } ended && (!ended.IsWaiting || !IsWatched))
            {
                ended.Release();
                _calls.RemoveAt(index);
            }
        }

        if (_calls.Count == 0 && _wait is null && !_scheduled && !_gone && !IsWatched)
        {
            _gone = true;
            _timer?.Dispose();
            _forget(this);
        }
    }
}
