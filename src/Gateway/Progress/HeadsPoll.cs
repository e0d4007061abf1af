namespace AiDevFramework.Gateway.Progress;

/// <summary>Asks every two seconds for what the streams lost: the last event of a silo that died arrives too.</summary>
internal sealed partial class HeadsPoll(ProgressRelay relay, TimeProvider clock, ILogger<HeadsPoll> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly PeriodicTimer _timer = new(Interval, clock);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await relay.CheckHeadsAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogUnreachable(exception); // the next round tries again; nothing is lost, only late
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The log of events cannot be read; trying again")]
    private partial void LogUnreachable(Exception exception);
}
