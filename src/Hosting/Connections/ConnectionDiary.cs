namespace AiDevFramework.Hosting.Connections;

/// <summary>Decides when to report refused connections, and when a storm of them is over. No clock of its own, no logging. Not thread-safe.</summary>
internal sealed class ConnectionDiary
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>A storm is over when at most a quarter of the places was taken for this long.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);

    private ConnectionReport _untold;
    private long? _toldAt;
    private long _calmSince;
    private bool _storm;

    /// <param name="report">What happened since the last note.</param>
    /// <param name="now">A timestamp of <paramref name="clock"/>.</param>
    public DiaryEntry Note(ConnectionReport report, ConnectionLimits limits, long now, TimeProvider clock)
    {
        _untold = new ConnectionReport(
            report.Open, Math.Max(_untold.Peak, report.Peak), _untold.Refused + report.Refused, _untold.Closed + report.Closed);
        return new DiaryEntry(ReportDue(now, clock), EndsStorm(report, limits, now, clock));
    }

    private ConnectionReport? ReportDue(long now, TimeProvider clock)
    {
        if (_untold is { Refused: 0, Closed: 0 })
        {
            _untold = default; // a peak without consequences is nobody's concern
            return null;
        }

        if (_toldAt is { } told && clock.GetElapsedTime(told, now) < Silence)
        {
            return null;
        }

        (var telling, _untold, _toldAt) = (_untold, default, now);
        return telling;
    }

    private bool EndsStorm(ConnectionReport report, ConnectionLimits limits, long now, TimeProvider clock)
    {
        if (report.Peak > limits.Max / 4)
        {
            _storm |= ConnectionRules.IsCrowded(limits, report.Peak);
            _calmSince = now;
            return false;
        }

        var over = _storm && clock.GetElapsedTime(_calmSince, now) >= Calm;
        _storm &= !over;
        return over;
    }
}

/// <param name="Report">What is to be logged now.</param>
/// <param name="StormIsOver">Once after most places were taken, when few have been for a while.</param>
internal readonly record struct DiaryEntry(ConnectionReport? Report, bool StormIsOver);
