namespace AiDevFramework.Settings;

/// <summary>Lets one line of a kind into the log each minute, and counts those that it holds back. Thread-safe.</summary>
public sealed class LogPace(TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _toldAt;
    private int _heldBack;

    /// <param name="heldBack">How many were held back since the last line.</param>
    /// <returns>Whether a line is due now, which then counts as written.</returns>
    public bool IsDue(out int heldBack)
    {
        lock (_lock)
        {
            if (_toldAt is { } told && clock.GetElapsedTime(told) < Interval)
            {
                _heldBack++;
                heldBack = 0;
                return false;
            }

            (_toldAt, heldBack, _heldBack) = (clock.GetTimestamp(), _heldBack, 0);
            return true;
        }
    }
}
