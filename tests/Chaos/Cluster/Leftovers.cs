using System.Net.Http.Headers;
using AiDevFramework.Chaos.Evidence;
using AiDevFramework.TestSupport.Processes;
using AiDevFramework.TestSupport.Telemetry;

namespace AiDevFramework.Chaos.Cluster;

/// <summary>What the processes hold when all clients are gone and all runs have ended: by their own count, and by the database's.</summary>
internal static class Leftovers
{
    private static readonly string[] _gauges =
    [
        "aidev_gateway_connections", "aidev_model_calls_in_flight", "aidev_model_calls_waiting", "aidev_commit_queue_length",
    ];

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <returns>Once nothing is left, or when it was waited for long enough.</returns>
    public static async Task<IReadOnlyList<LeftoverLine>> ReadAsync(ChaosCluster cluster, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), clock);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AppProcess.AdminToken);
        var since = clock.GetTimestamp();
        while (true)
        {
            var found = new List<LeftoverLine> { new("PostgreSQL", "transactions", await TransactionsAsync(cluster, cancellationToken)) };
            foreach (var member in cluster.Gateways.Concat(cluster.Silos))
            {
                var scrape = new Scrape(await http.GetStringAsync(new Uri(member.Address, "/metrics"), cancellationToken));
                found.AddRange(_gauges.Select(gauge => new LeftoverLine(member.Name, gauge, scrape.Sum(gauge))));
            }

            if (found.TrueForAll(line => line.Value == 0) || clock.GetElapsedTime(since) > _patience)
            {
                return found;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Connections of the service that are in the middle of something.</summary>
    private static async Task<double> TransactionsAsync(ChaosCluster cluster, CancellationToken cancellationToken)
    {
        await using var command = cluster.Data.CreateCommand(
            "select count(*) from pg_stat_activity where application_name like 'aidev%' and state like 'idle in transaction%'");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
