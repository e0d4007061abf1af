using System.Diagnostics;

namespace AiDevFramework.TestSupport.Api;

/// <summary>
/// What every client is told to do that is answered with 503: wait, and send the same again. A machine that is busy with tests may
/// take several seconds for the first call of each kind, longer than the service lets a caller wait.
/// </summary>
internal static class Patience
{
    /// <summary>Longer than the minute for which the service refuses who has sent the same too often.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(75);

    /// <summary>What the service says in <c>Retry-After</c>.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <param name="attempt">Gets the number of the attempt, from 0.</param>
    /// <param name="isUnavailable">Whether a failure is a 503.</param>
    public static async Task<T> RepeatAsync<T>(
        Func<int, Task<T>> attempt, Func<Exception, bool> isUnavailable, TimeSpan limit, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        for (var number = 0; ; number++)
        {
            try
            {
                return await attempt(number);
            }
            catch (Exception exception) when (isUnavailable(exception) && Stopwatch.GetElapsedTime(since) + Pause <= limit)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
