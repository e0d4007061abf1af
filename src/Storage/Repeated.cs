namespace AiDevFramework.Storage;

/// <summary>Tries again what may work in a moment.</summary>
internal static class Repeated
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    /// <returns>What an attempt brought; <see langword="null"/> where none did in time.</returns>
    public static async Task<T?> TryAsync<T>(
        Func<Task<T?>> attempt, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
        where T : class
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            if (await attempt().ConfigureAwait(false) is { } result)
            {
                return result;
            }

            if (clock.GetElapsedTime(started) >= patience)
            {
                return null;
            }

            await Task.Delay(_pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
