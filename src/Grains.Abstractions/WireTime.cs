using System.Globalization;

namespace AiDevFramework.Grains.Abstractions;

/// <summary>Times as clients see them: ISO 8601, UTC, milliseconds and <c>Z</c>.</summary>
public static class WireTime
{
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The time now in whole milliseconds, so that what is stored is what was sent.</summary>
    public static DateTimeOffset Now(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
