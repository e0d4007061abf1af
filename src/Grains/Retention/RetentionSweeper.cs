using AiDevFramework.Grains.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Retention;

/// <summary>Removes what is past its time: at start, every minute, and when somebody does not want to wait.</summary>
internal sealed partial class RetentionSweeper(
    IRetentionStore store, PurgeRequests requests, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<RetentionSweeper> logger)
    : BackgroundService
{
    /// <summary>Rows of a statement: each is over soon, and no commit waits for it.</summary>
    internal const int PageSize = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await SweepAsync(stoppingToken);
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(requests.WaitAsync(waiting.Token), Task.Delay(Interval, clock, waiting.Token));
                await waiting.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // another silo sweeps, or this one when it is back
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = clock.GetUtcNow();
            await RepeatAsync(() => store.DeleteKeysAsync(now - KeyRecord.Lifetime, PageSize, cancellationToken));
            await RepeatAsync(() => store.DeleteAuditsAsync(now.AddDays(-options.Value.AuditRetentionDays), PageSize, cancellationToken));
            while (await store.PurgeAsync(now.AddDays(-options.Value.DeletedRetentionDays), PageSize, cancellationToken))
            {
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogSweepFailed(exception.Message); // the database may be away; the next round tries again
        }
    }

    private static async Task RepeatAsync(Func<Task<int>> delete)
    {
        while (await delete() == PageSize)
        {
        }
    }

    [LoggerMessage(LogLevel.Warning, "What is past its time could not be removed; the next round tries again: {Reason}")]
    private partial void LogSweepFailed(string reason);
}
