using AiDevFramework.Settings;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>The connection of a gateway to its cluster: made in the background, so that the process serves from the start. A process that
/// can never have one is told to stop, for its supervisor to start another.</summary>
public sealed partial class ClusterLink(
    IServiceProvider services, IHostApplicationLifetime lifetime, SiloAdvice advice, TimeProvider clock, ILogger<ClusterLink> logger)
    : IHostedService, IClusterConnectionStatusObserver, IDisposable
{
    /// <summary>A silo that refuses this process takes its connection first: so long one must last to count.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stopping = new();
    private readonly LogPace _lossPace = new(clock);
    private int _losses;
    private int _toldLosses;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _connecting = Task.CompletedTask;

    /// <summary>Completes when the first silo has answered, and is cancelled where the process stops before.</summary>
    public Task Connected => _connected.Task;

    public bool IsConnected => Connected.IsCompletedSuccessfully;

    /// <summary>Whether there was no connection and none could be waited for, which no silo's absence is a reason for.</summary>
    public bool HasFailed { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _connecting = ConnectAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsConnected)
        {
            await Client.StopAsync(cancellationToken);
        }
    }

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        if (connectionRecovered && Volatile.Read(ref _toldLosses) > 0)
        {
            _ = TellRecoveryAsync(Volatile.Read(ref _losses));
        }
    }

    public void NotifyClusterConnectionLost()
    {
        Interlocked.Increment(ref _losses);
        if (IsConnected && _lossPace.IsDue(out _)) // before, ClusterWait tells
        {
            Interlocked.Increment(ref _toldLosses);
            _ = TellLossAsync();
        }
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Orleans registers its client as a hosted service too; it is asked for late, because it observes through us.</summary>
    private IHostedService Client => (IHostedService)services.GetRequiredService<IClusterClient>();

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Client.StartAsync(cancellationToken);
            _connected.TrySetResult();
            LogConnected();
        }
        catch (Exception exception)
        {
            _connected.TrySetCanceled(CancellationToken.None);
            if (!cancellationToken.IsCancellationRequested)
            {
                HasFailed = true;
                LogFailed(exception);
                lifetime.StopApplication();
            }
        }
    }

    private async Task TellLossAsync()
    {
        try
        {
            LogLost(await advice.FindAsync(_stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // the process stops
        }
    }

    private async Task TellRecoveryAsync(int losses)
    {
        try
        {
            await Task.Delay(Lasting, clock, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return; // the process stops
        }

        if (losses == Volatile.Read(ref _losses) && Interlocked.Exchange(ref _toldLosses, 0) > 0)
        {
            LogRecovered();
        }
    }

    [LoggerMessage(LogLevel.Information, "Connected to the cluster")]
    private partial void LogConnected();

    [LoggerMessage(LogLevel.Information, "A silo answers again")]
    private partial void LogRecovered();

    [LoggerMessage(LogLevel.Warning, "The last connection to a silo is lost. {Advice}")]
    private partial void LogLost(string advice);

    [LoggerMessage(LogLevel.Critical, "The cluster's client failed for good; this process ends with 1, to be started again")]
    private partial void LogFailed(Exception exception);
}
