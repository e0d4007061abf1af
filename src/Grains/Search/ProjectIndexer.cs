using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Search;

/// <summary>
/// Keeps lists and searches at most two seconds behind the projects. It runs on every silo, and one of them at a time finds work. It
/// rests longer than it works, so that the runs keep the machine: after a great many changes it is further behind for a while.
/// </summary>
internal sealed partial class ProjectIndexer(IProjectIndex index, TimeProvider clock, ILogger<ProjectIndexer> logger) : BackgroundService
{
    /// <summary>Changes in one transaction.</summary>
    private const int BatchSize = 50;

    /// <summary>Rest after a full batch, as a multiple of the time that it took.</summary>
    private const int RestPerWork = 2;

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>What lasts is told once a minute.</summary>
    private static readonly TimeSpan _silence = TimeSpan.FromMinutes(1);

    private long? _toldAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(await UpdateAsync(stoppingToken), clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // another silo goes on, or this one when it is back
        }
    }

    /// <returns>How long to rest.</returns>
    private async Task<TimeSpan> UpdateAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            return await index.UpdateAsync(BatchSize, cancellationToken) < BatchSize ? _interval : RestPerWork * clock.GetElapsedTime(started);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (_toldAt is not { } told || clock.GetElapsedTime(told) >= _silence)
            {
                _toldAt = clock.GetTimestamp();
                LogNotUpdated(exception);
            }

            return _pauseAfterFailure; // the database may be away; what has changed is still noted
        }
    }

    [LoggerMessage(LogLevel.Warning, "Lists and searches could not be brought up to date; the next round tries again")]
    private partial void LogNotUpdated(Exception exception);
}
