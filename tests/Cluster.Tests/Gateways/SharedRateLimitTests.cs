using System.Net;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Gateways;

/// <summary>What a client may ask of all gateways together.</summary>
public sealed class SharedRateLimitTests(PostgresFixture postgres)
{
    private static int _clients;

    [Fact(Timeout = 180_000)]
    public async Task Send_ToTwoGateways_IsLimitedAsIfItWereOne()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await AppCluster.StartAsync(postgres, silos: 1, gateways: 0, cancellation);
        await Task.WhenAll(
            cluster.AddGatewayAsync(cancellation, ("RATE_LIMIT_ENABLED", "true")),
            cluster.AddGatewayAsync(cancellation, ("RATE_LIMIT_ENABLED", "true")));
        await Task.WhenAll(cluster.Gateways.Select(gateway => AppCluster.WaitUntilReadyAsync(gateway, cancellation)));

        await Task.WhenAll(cluster.Gateways.Select(gateway => gateway.WaitForLineAsync(
            line => line.Contains("The cluster has 2 gateways now", StringComparison.Ordinal), TimeSpan.FromSeconds(30), cancellation)));
        // A path that does not exist has the global limit alone.
        await AcceptedAsync(cluster, i => i % 2, cancellation); // all code is loaded now: no lease comes too late for that

        Assert.InRange(await AcceptedAsync(cluster, i => i % 2, cancellation), 54, 66); // in turn, the quota is 60
        Assert.InRange(await AcceptedAsync(cluster, _ => 0, cancellation), 54, 66); // all to one
        Assert.InRange(await AcceptedAsync(cluster, i => i < 40 ? 0 : 1, cancellation), 54, 66); // first to one, then to the other

        // An endpoint's own limit: 30 for a project that is asked for, 60 for all that is asked.
        var project = $"/api/v1/projects/{Guid.NewGuid()}";
        Assert.InRange(await AcceptedAsync(cluster, i => i % 2, cancellation, project), 27, 33);
        Assert.InRange(await AcceptedAsync(cluster, i => i < 20 ? 0 : 1, cancellation, project), 27, 33);

        await cluster.Silos[0].KillAsync(cancellation); // nobody to ask: each lets in its share
        Assert.InRange(await AcceptedAsync(cluster, i => i % 2, cancellation), 54, 66);
    }

    /// <returns>How many of 120 requests of one new client were let in.</returns>
    private static async Task<int> AcceptedAsync(
        AppCluster cluster, Func<int, int> gatewayOf, CancellationToken cancellationToken, string path = "/no-such-path")
    {
        var address = $"203.0.113.{Interlocked.Increment(ref _clients)}";
        using var http = new HttpClient();
        var accepted = 0;
        for (var sent = 0; sent < 120; sent++)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri(cluster.Gateways[gatewayOf(sent)].Address, path));
            request.Headers.Authorization = new("Bearer", AppProcess.AdminToken);
            request.Headers.Add("X-Forwarded-For", address); // the loopback address is a trusted proxy's
            using var response = await http.SendAsync(request, cancellationToken);
            accepted += response.StatusCode is HttpStatusCode.TooManyRequests ? 0 : 1;
        }

        return accepted;
    }
}
