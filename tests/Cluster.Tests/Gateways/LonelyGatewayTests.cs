using System.Diagnostics;
using System.Net;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Gateways;

public sealed class LonelyGatewayTests(PostgresFixture postgres)
{
    [Fact(Timeout = 120_000)]
    public async Task Start_BeforeAnySiloOnAnEmptyDatabase_ServesWithoutACluster()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions
            {
                Environment = new Dictionary<string, string?>
                {
                    ["ORLEANS_CLUSTER_ID"] = "empty",
                    ["ORLEANS_DATABASE_URL"] = PostgresServer.UrlOf(await postgres.CreateDatabaseAsync(cancellation)),
                    ["RATE_LIMIT_ENABLED"] = "true",
                    ["DASHBOARD_ENABLED"] = "true",
                },
            },
            cancellation);
        using var client = new ApiClient(gateway.Address, AppProcess.AdminToken);

        using var live = await client.SendAsync(HttpMethod.Get, "/health/live", cancellation);
        using var ready = await client.SendAsync(HttpMethod.Get, "/health/ready", cancellation);
        var since = Stopwatch.GetTimestamp();
        using var read = await client.SendAsync(HttpMethod.Get, $"/api/v1/projects/{Guid.NewGuid()}", cancellation);
        using var command = await client.SendAsync(HttpMethod.Post, $"/api/v1/projects/{Guid.NewGuid()}/cancel", cancellation);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (read.StatusCode, command.StatusCode));
        Assert.NotNull(read.Headers.RetryAfter);
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(5));

        using var anonymous = new HttpClient { BaseAddress = gateway.Address };
        using var closed = await anonymous.GetAsync("/dashboard/", cancellation);
        using var open = await client.SendAsync(HttpMethod.Get, "/dashboard/", cancellation);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (closed.StatusCode, open.StatusCode));

        Assert.Equal(0, await gateway.TerminateAsync(cancellation));
    }
}
