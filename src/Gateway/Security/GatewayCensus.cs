using AiDevFramework.Grains.Abstractions.Rates;
using AiDevFramework.Hosting.Clustering;

namespace AiDevFramework.Gateway.Security;

/// <summary>How many gateways there are, by the cluster's last answer. Each of them takes part in a rate budget that none uses, which
/// counts them.</summary>
internal sealed partial class GatewayCensus(
    IGrainFactory grains, ClusterLink link, TimeProvider clock, ILogger<GatewayCensus> logger) : BackgroundService
{
    private const string Key = "census";

    /// <summary>Short: a gateway that has just come must be counted before the cluster can go away.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private int _count = 1;

    /// <summary>Tells this process's leases from the others'.</summary>
    public string Gateway { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>This one included.</summary>
    public int Count => Volatile.Read(ref _count);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await link.Connected.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var here = new RateAsk(Key, Quota: int.MaxValue, Wanted: 0, Used: [1]);
                var grants = await grains.GetGrain<IRateBudget>(Key).LeaseAsync(Gateway, [here], stoppingToken);
                if (grants[0].Gateways != Count)
                {
                    Volatile.Write(ref _count, grants[0].Gateways);
                    LogCount(Count);
                }
            }
            catch (Exception)
            {
                // the last count holds; a process that stops finds out below
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "The cluster has {Count} gateways now")]
    private partial void LogCount(int count);
}
