using AiDevFramework.Settings;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>Waits for a cluster however long it takes, and says once a minute why.</summary>
internal sealed partial class ClusterWait(SiloAdvice advice, TimeProvider clock, ILogger<ClusterWait> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly LogPace _pace = new(clock);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_pace.IsDue(out _))
        {
            LogWaiting(await advice.FindAsync(cancellationToken));
        }

        await Task.Delay(Delay, clock, cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for a silo. {Advice}")]
    private partial void LogWaiting(string advice);
}
