namespace AiDevFramework.Gateway.Oidc;

/// <summary>Gets the issuer's keys when the gateway starts, so that the first caller need not wait, and again before they are old.</summary>
internal sealed class SigningKeyWatch(SigningKeys keys, TimeProvider clock) : BackgroundService
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
        do
        {
            await keys.RoundAsync();
        }
        while (await _timer.WaitForNextTickAsync(stoppingToken));
    }
}
