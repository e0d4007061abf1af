using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AiDevFramework.TestSupport;
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
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, Machine.Allow(TimeSpan.FromSeconds(5)));

        using var anonymous = new HttpClient { BaseAddress = gateway.Address };
        using var closed = await anonymous.GetAsync("/dashboard/", cancellation);
        using var open = await client.SendAsync(HttpMethod.Get, "/dashboard/", cancellation);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (closed.StatusCode, open.StatusCode));

        Assert.Equal(0, await gateway.TerminateAsync(cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Dashboard_InABrowser_AsksForTheTokenAsAPassword()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions
            {
                Environment = new Dictionary<string, string?> { ["RATE_LIMIT_ENABLED"] = "true", ["DASHBOARD_ENABLED"] = "true" },
            },
            cancellation);
        using var http = new HttpClient { BaseAddress = gateway.Address };

        using var asked = await http.GetAsync("/dashboard/", cancellation);
        using var open = await SignInAsync(http, "/dashboard/", AppProcess.AdminToken, cancellation);
        using var counters = await SignInAsync(http, "/dashboard/DashboardCounters", AppProcess.AdminToken, cancellation);
        using var wrong = await SignInAsync(http, "/dashboard/", "another", cancellation);
        using var api = await SignInAsync(http, $"/api/v1/projects/{Guid.NewGuid()}", AppProcess.AdminToken, cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        Assert.Contains(asked.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Basic");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (open.StatusCode, counters.StatusCode));
        Assert.DoesNotContain("global", Assert.Single(counters.Headers.GetValues("RateLimit-Policy")), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (wrong.StatusCode, api.StatusCode));
        Assert.DoesNotContain(api.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Basic"); // the password is for pages alone
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient http, string path, string password, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{password}")));
        return await http.SendAsync(request, cancellationToken);
    }
}
