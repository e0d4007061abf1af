namespace AiDevFramework.Hosting.Connections;

/// <summary>Looks every second whether strangers must make room, and tells once a minute how many were refused.</summary>
internal sealed partial class ConnectionGuard(ConnectionPlaces places, TimeProvider clock, ILogger<ConnectionGuard> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly PeriodicTimer _timer = new(Interval, clock);
    private readonly ConnectionDiary _diary = new();

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            places.CloseSilent();
            var entry = _diary.Note(places.Report(), places.Limits, clock.GetTimestamp(), clock);
            if (entry.Report is { } told)
            {
                LogRefused(told.Refused, told.Closed, told.Peak, places.Limits.Max);
            }

            if (entry.StormIsOver)
            {
                ReturnMemory();
            }
        }
    }

    /// <summary>Nothing else would: an idle process allocates nothing, so it does not collect, and keeps what thousands of connections took.</summary>
    private static void ReturnMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    [LoggerMessage(LogLevel.Warning,
        "{Refused} connections were refused and {Closed} silent ones of strangers closed; up to {Peak} of {Max} places were taken (MAX_CONNECTIONS)")]
    private partial void LogRefused(long refused, long closed, int peak, int max);
}
