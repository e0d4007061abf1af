namespace AiDevFramework.Chaos.Load;

/// <summary>Deadlines in ticks of this process: a machine that stood still meanwhile has used up one tick, whatever its clock says.</summary>
internal static class Patience
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    /// <exception cref="TimeoutException">It took longer.</exception>
    public static async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> work, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = work(giveUp.Token);
        using var timer = new PeriodicTimer(Tick, clock);
        for (var ticks = limit / Tick; ticks > 0 && !working.IsCompleted; ticks--)
        {
            await Task.WhenAny(working, timer.WaitForNextTickAsync(cancellationToken).AsTask());
        }

        if (!working.IsCompleted)
        {
            await giveUp.CancelAsync();
            await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return working.IsCanceled ? throw new TimeoutException($"It did not come within {limit}.") : await working;
    }
}
