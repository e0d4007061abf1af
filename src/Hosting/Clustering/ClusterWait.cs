namespace AiDevFramework.Hosting.Clustering;

/// <summary>Waits for a cluster however long it takes, and says so now and then.</summary>
internal sealed partial class ClusterWait(TimeProvider clock, ILogger<ClusterWait> logger) : IClientConnectionRetryFilter
{
    private const int TriesPerLine = 30;

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private int _tries;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_tries++ % TriesPerLine == 0)
        {
            LogWaiting(exception.Message);
        }

        await Task.Delay(Delay, clock, cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for a silo: {Problem}")]
    private partial void LogWaiting(string problem);
}
