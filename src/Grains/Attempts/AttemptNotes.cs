using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Attempts;

/// <summary>
/// Stores the provider's ids of calls that take long, so that what they cost can be found out after a crash. Short calls are not
/// worth a write: their ids come with their answers.
/// </summary>
internal sealed partial class AttemptNotes(PendingCalls calls, IAttemptStore store, TimeProvider clock, ILogger<AttemptNotes> logger)
    : BackgroundService
{
    /// <summary>How long a call must be under way before its id is stored.</summary>
    private static readonly TimeSpan MinimumAge = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await NoteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the silo stops, and its calls with it
        }
    }

    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        var sentBefore = clock.GetTimestamp() - (long)(MinimumAge.TotalSeconds * clock.TimestampFrequency);
        var attempts = calls.All.SelectMany(call => call.Attempts.Unnoted(sentBefore)).ToList();
        if (attempts.Count == 0)
        {
            return;
        }

        try
        {
            await store.NoteAsync([.. attempts.Select(attempt => (attempt.Id, attempt.GenerationId!))], cancellationToken);
            attempts.ForEach(attempt => attempt.Noted = true);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotNoted(exception, attempts.Count); // the next round tries again
        }
    }

    [LoggerMessage(LogLevel.Warning, "The provider's ids of {Count} calls under way could not be stored")]
    private partial void LogNotNoted(Exception exception, int count);
}
