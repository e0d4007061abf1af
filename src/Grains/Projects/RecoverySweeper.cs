using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Projects;

/// <summary>
/// Finds runs whose silo is gone or has given them back, or that stopped on this silo, and wakes their grains: at start, when
/// membership changes, when a run is reported lost, and every few seconds in case nobody told. A silo that leaves wakes none.
/// </summary>
internal sealed partial class RecoverySweeper(
    IProjectStore store,
    IGrainFactory grains,
    LostRuns lostRuns,
    IClusterMembershipService membership,
    SiloStanding standing,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<RecoverySweeper> logger) : BackgroundService
{
    private const int PageSize = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Part of <see cref="Interval"/> by which rounds differ, so that silos which started together do not stay in step.</summary>
    private const double Jitter = 0.2;

    /// <summary>After a run failed for a reason of ours, so that a lasting cause does not make the sweeper spin.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // runs that it did not wake are woken elsewhere
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        await using var changes = membership.MembershipUpdates.GetAsyncEnumerator(stoppingToken);
        var change = changes.MoveNextAsync().AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            await SweepAsync(stoppingToken);

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var interval = Interval * (1 + Jitter * (Random.Shared.NextDouble() - 0.5));
            await Task.WhenAny(change, lostRuns.WaitAsync(waiting.Token), Task.Delay(interval, clock, waiting.Token));
            await waiting.CancelAsync();
            if (change.IsCompleted)
            {
                change = await change ? changes.MoveNextAsync().AsTask() : Task.Delay(Timeout.Infinite, stoppingToken)
                    .ContinueWith(static _ => false, TaskScheduler.Default);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await standing.ConfirmAsync(cancellationToken); // else a silo that was frozen would take others for dead
            await WakeAsync([.. lostRuns.ReadAll()], cancellationToken);

            var alive = membership.CurrentSnapshot.Members.Values
                .Where(member => member.Status is not (SiloStatus.Dead or SiloStatus.None))
                .Select(member => member.SiloAddress.ToParsableString())
                .ToList();
            IReadOnlyList<LostRun> orphans = [];
            LostRun? first;
            do
            {
                first = orphans is [var earlier, ..] ? earlier : null;
                orphans = await store.ClaimOrphansAsync(alive, PageSize, cancellationToken);
                await WakeAsync(orphans, cancellationToken);
            }
            while (orphans.Count == PageSize && orphans[0] != first);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogSweepFailed(exception); // the database may be away; the next round tries again
        }
    }

    private async Task WakeAsync(IReadOnlyList<LostRun> runs, CancellationToken cancellationToken)
    {
        if (runs.Count == 0)
        {
            return;
        }

        LogResuming(runs.Count);
        await Parallel.ForEachAsync(
            runs,
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellationToken },
            async (run, token) =>
            {
                try
                {
                    await grains.GetGrain<IProjectGrain>(run.ProjectId).ResumeAsync(run.Owner, token);
                }
                catch (Exception exception) when (!token.IsCancellationRequested)
                {
                    LogResumeFailed(exception, run.ProjectId);
                    lostRuns.Add(run);
                }
            });
    }

    [LoggerMessage(LogLevel.Information, "Resuming {Count} runs that lost their silo")]
    private partial void LogResuming(int count);

    [LoggerMessage(LogLevel.Warning, "Project {ProjectId} could not be resumed; the next sweep tries again")]
    private partial void LogResumeFailed(Exception exception, Guid projectId);

    [LoggerMessage(LogLevel.Warning, "Looking for lost runs failed; the next sweep tries again")]
    private partial void LogSweepFailed(Exception exception);
}
