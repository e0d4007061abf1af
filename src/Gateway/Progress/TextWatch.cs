using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// Tells the silos whose text somebody here wants, at once and again every few seconds: a silo that is told nothing sends
/// nothing, and one that took a project over is told soon.
/// </summary>
internal sealed partial class TextWatch(ProgressRelay relay, IGrainFactory grains, TimeProvider clock, ILogger<TextWatch> logger)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private const int CallsAtOnce = 100;

    private readonly PeriodicTimer _timer = new(Interval, clock);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(AskNewAsync(stoppingToken), AskAgainAsync(stoppingToken));

    private async Task AskNewAsync(CancellationToken stoppingToken)
    {
        var asked = new HashSet<Guid>();
        while (await relay.TextWanted.WaitToReadAsync(stoppingToken))
        {
            asked.Clear();
            while (asked.Count < CallsAtOnce && relay.TextWanted.TryRead(out var project))
            {
                asked.Add(project);
            }

            await Task.WhenAll(asked.Select(project => AskAsync(project, stoppingToken)));
        }
    }

    private async Task AskAgainAsync(CancellationToken stoppingToken)
    {
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var projects in relay.TextsWanted.Chunk(CallsAtOnce))
            {
                await Task.WhenAll(projects.Select(project => AskAsync(project, stoppingToken)));
            }
        }
    }

    /// <summary>Never fails: text is a courtesy, and it is asked for again soon.</summary>
    private async Task AskAsync(Guid project, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<ILiveText>(project).WatchAsync(stoppingToken);
        }
        catch (Exception exception)
        {
            LogNotAsked(exception, project);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The text of project {ProjectId} could not be asked for; trying again")]
    private partial void LogNotAsked(Exception exception, Guid projectId);
}
