namespace AiDevFramework.Grains.Llm;

/// <summary>
/// The time limits of one attempt: half of the whole for the first token, a fifth between tokens, ten seconds for the usage
/// after the last one. So one setting scales all of them, and comments that keep a connection open do not extend any.
/// </summary>
internal sealed class CallDeadline : IDisposable
{
    private static readonly TimeSpan LimitAfterFinish = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _total;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;

    public CallDeadline(TimeSpan total, TimeProvider time, CancellationToken caller)
    {
        _total = total;
        _time = time;
        _started = time.GetTimestamp();
        _source = new CancellationTokenSource(total / 2, time);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Cancelled when a limit is reached and when the caller gives up.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Tokens have come.</summary>
    public void Progress() => Restart(_total / 5);

    /// <summary>The answer is complete; only its usage may follow.</summary>
    public void Finish() => Restart(LimitAfterFinish);

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }

    private void Restart(TimeSpan limit)
    {
        var left = _total - _time.GetElapsedTime(_started);
        _source.CancelAfter(left < limit ? TimeSpan.FromTicks(Math.Max(0, left.Ticks)) : limit);
    }
}
