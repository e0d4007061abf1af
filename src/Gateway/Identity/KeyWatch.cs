namespace AiDevFramework.Gateway.Identity;

/// <summary>Asks every two seconds what became of keys.</summary>
internal sealed class KeyWatch(KeyRing keys, TimeProvider clock) : BackgroundService
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
            await keys.RoundAsync();
        }
    }
}
