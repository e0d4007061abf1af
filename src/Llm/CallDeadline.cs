namespace AiDevFramework.Llm;

/// <summary>Watches over the time limits of one attempt, and gives ten seconds for the usage after the last token.</summary>
internal sealed class CallDeadline : IDisposable
{
    private static readonly TimeSpan LimitAfterFinish = TimeSpan.FromSeconds(10);

    private readonly CallLimits _limits;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;

    public CallDeadline(CallLimits limits, TimeProvider clock, CancellationToken caller)
    {
        _limits = limits;
        _clock = clock;
        _started = clock.GetTimestamp();
        _source = new CancellationTokenSource(limits.FirstToken < limits.Total ? limits.FirstToken : limits.Total, clock);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Cancelled when a limit is reached and when the caller gives up.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Tokens have come.</summary>
    public void Progress() => Restart(_limits.Idle);

    /// <summary>The answer is complete; only its usage may follow.</summary>
    public void Finish() => Restart(LimitAfterFinish);

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }

    private void Restart(TimeSpan limit)
    {
        var left = _limits.Total - _clock.GetElapsedTime(_started);
        _source.CancelAfter(left < limit ? TimeSpan.FromTicks(Math.Max(0, left.Ticks)) : limit);
    }
}
