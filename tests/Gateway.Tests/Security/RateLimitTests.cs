using System.Net;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Telemetry;

namespace AiDevFramework.Gateway.Tests.Security;

public sealed class RateLimitTests
{
    private const string Project = "/api/v1/projects/123e4567-e89b-12d3-a456-426614174000";

    [Theory]
    [InlineData("POST", "/api/v1/projects", "create", 10)]
    [InlineData("POST", Project + "/start-workflow", "start-workflow", 5)]
    [InlineData("POST", Project + "/retry", "retry", 5)]
    [InlineData("POST", Project + "/cancel", "cancel", 5)]
    [InlineData("GET", Project, "get-project", 30)]
    [InlineData("GET", Project + "/documents", "get-documents", 30)]
    [InlineData("GET", Project + "/documents/PRD", "get-document", 30)]
    [InlineData("GET", Project + "/costs", "get-costs", 30)]
    public async Task Send_BeyondTheEndpointsLimit_Answers429UntilTimeHasPassed(string method, string path, string policy, int quota)
    {
        await using var gateway = await StartAsync();
        for (var sent = 1; sent <= quota; sent++)
        {
            using var accepted = await SendAsync(gateway, method, path);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, accepted.StatusCode);
            Assert.Equal($"\"{policy}\";q={quota};w=60", Header(accepted, "RateLimit-Policy"));
            Assert.Equal($"\"{policy}\";r={quota - sent};t=60", Header(accepted, "RateLimit"));
        }

        gateway.Clock.Advance(TimeSpan.FromSeconds(17));
        using var refused = await SendAsync(gateway, method, path);

        var problem = await refused.ProblemAsync(429);
        Assert.Equal("43", Header(refused, "Retry-After"));
        Assert.Equal($"\"{policy}\";r=0;t=43", Header(refused, "RateLimit"));
        Assert.Equal([policy], problem["violated-policies"]!.AsArray().Select(name => (string)name!));
        Assert.Equal("https://iana.org/assignments/http-problem-types#quota-exceeded", (string)problem["type"]!);

        gateway.Clock.Advance(TimeSpan.FromSeconds(43));
        using var again = await SendAsync(gateway, method, path);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, again.StatusCode);
    }

    [Fact]
    public async Task Metrics_AfterARefusal_CountIt()
    {
        await using var gateway = await TestGateway.StartAsync(("RATE_LIMIT_ENABLED", "true"), ("METRICS_ENABLED", "true"));
        for (var sent = 0; sent < 6; sent++)
        {
            using var ignored = await SendAsync(gateway, "POST", Project + "/cancel");
        }

        using var answer = await gateway.GetAsync("/metrics");
        var scrape = new Scrape(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.True(scrape.Sum("aidev_gateway_rate_limited_total", "policy=\"cancel\"") >= 1); // other tests in this process may add to it
    }

    /// <summary>The specification's limits, all in one minute: none of them is hidden behind another.</summary>
    [Fact]
    public async Task Send_ToSeveralEndpoints_ReachesTheLimitOfEach()
    {
        await using var gateway = await StartAsync();
        foreach (var (method, path, quota) in ((string, string, int)[])
            [
                ("GET", Project, 30), ("GET", $"{Project}/costs", 30), ("GET", $"{Project}/documents", 30), ("GET", $"{Project}/documents/PRD", 30),
                ("POST", "/api/v1/projects", 10), ("POST", $"{Project}/start-workflow", 5), ("GET", $"{Project}/events", 60), ("GET", "/nothing", 60),
            ])
        {
            for (var sent = 0; sent < quota; sent++)
            {
                using var accepted = await SendAsync(gateway, method, path);
                Assert.NotEqual(HttpStatusCode.TooManyRequests, accepted.StatusCode);
            }

            using var refused = await SendAsync(gateway, method, path);
            await refused.ProblemAsync(429);
        }
    }

    [Fact]
    public async Task Send_WithAHigherGlobalRate_IsNotLimitedByIt()
    {
        await using var gateway = await StartAsync(("RATE_LIMIT_PER_SECOND", "20"));

        using var response = await SendAsync(gateway, "GET", "/nothing");

        Assert.Contains("\"global\";q=1200;w=60", Header(response, "RateLimit-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WithoutAValidToken_IsLimitedApartFromTheOperator()
    {
        await using var gateway = await StartAsync();
        for (var guess = 0; guess < 30; guess++)
        {
            using var refused = await gateway.SendAsync(HttpMethod.Get, Project, ("Authorization", $"Bearer guess-{guess}"));
            await refused.ProblemAsync(401);
        }

        using var guessed = await gateway.SendAsync(HttpMethod.Get, Project, ("Authorization", "Bearer guess-31"));
        using var missing = await gateway.SendAsync(HttpMethod.Get, Project);
        using var proper = await SendAsync(gateway, "GET", Project);

        await guessed.ProblemAsync(429);
        await missing.ProblemAsync(429);
        await proper.ProblemAsync(404);
    }

    [Fact]
    public async Task Send_WithAForwardedAddressOfAStranger_CountsForTheCaller()
    {
        await using var gateway = await StartAsync(("TRUSTED_PROXIES", "none"));
        for (var sent = 0; sent < 5; sent++)
        {
            using var response = await SendAsync(gateway, "POST", $"{Project}/cancel", ("X-Forwarded-For", $"203.0.113.{sent}"));
            await response.ProblemAsync(404);
        }

        using var refused = await SendAsync(gateway, "POST", $"{Project}/cancel", ("X-Forwarded-For", "203.0.113.99"));

        await refused.ProblemAsync(429);
    }

    [Fact]
    public async Task Send_ThroughATrustedProxy_CountsForEachClient()
    {
        await using var gateway = await StartAsync();
        for (var sent = 0; sent < 6; sent++)
        {
            // The proxy adds the last address; what stands before it is the client's own claim.
            using var response = await SendAsync(gateway, "POST", $"{Project}/cancel", ("X-Forwarded-For", $"198.51.100.1, 203.0.113.{sent}"));
            await response.ProblemAsync(404);
        }
    }

    [Fact]
    public async Task Send_OfAnUnknownPath_IsLimitedToo()
    {
        await using var gateway = await StartAsync();

        using var response = await gateway.SendAsync(HttpMethod.Get, "/nothing");

        await response.ProblemAsync(404);
        Assert.Equal("\"global\";r=59;t=60", Header(response, "RateLimit"));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/docs/")]
    public async Task Send_ToAnOpenPath_IsNotLimited(string path)
    {
        await using var gateway = await StartAsync();
        for (var sent = 0; sent < 65; sent++)
        {
            using var response = await gateway.SendAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.False(response.Headers.Contains("RateLimit"));
        }
    }

    [Fact]
    public async Task Send_ToTheApiDescription_IsLimitedApartFromTheApi()
    {
        await using var gateway = await StartAsync();
        for (var sent = 1; sent <= 60; sent++)
        {
            using var response = await gateway.SendAsync(HttpMethod.Get, "/openapi/v1.json");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal($"\"api-description\";r={60 - sent};t=60", Header(response, "RateLimit"));
        }

        using var refused = await gateway.SendAsync(HttpMethod.Get, "/openapi/v1.json");
        using var api = await gateway.SendAsync(HttpMethod.Get, "/nothing");

        await refused.ProblemAsync(429);
        await api.ProblemAsync(404);
    }

    [Fact]
    public async Task Send_OfManyAtOnce_AcceptsExactlyTheQuota()
    {
        await using var gateway = await StartAsync();
        var project = gateway.Cluster.Add(WorkflowStatus.Created);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var response = await SendAsync(gateway, "GET", $"/api/v1/projects/{project.Id}");
            return response.StatusCode;
        }));

        Assert.Equal(30, statuses.Count(status => status is HttpStatusCode.OK));
        Assert.Equal(20, statuses.Count(status => status is HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Take_AtAnyTime_NeverGivesMoreThanTheQuotaInAnyMinute()
    {
        var clock = new TestClock();
        var ledger = new RateLedger(clock);
        var client = new RateClient(CallerKind.Operator, IPAddress.Loopback);
        var random = new Random(20251109);
        var accepted = new List<long>();

        for (var step = 0; step < 5_000; step++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(random.Next(0, 4_000)));
            var verdict = await ledger.CountAsync(client, RatePolicy.Create);
            if (verdict.Allowed)
            {
                accepted.Add(clock.GetTimestamp());
            }
            else
            {
                Assert.InRange(verdict.ResetSeconds, 1, 60);
            }
        }

        // A slot is a second wide, so a request may come back up to one second early.
        var minute = TimeSpan.FromSeconds(RatePolicy.WindowSeconds - 1).Ticks;
        Assert.All(accepted, start => Assert.InRange(accepted.Count(at => at >= start && at < start + minute), 1, RatePolicy.Create.Quota));
        Assert.True(accepted.Count > RatePolicy.Create.Quota * 50);
    }

    [Fact]
    public async Task Take_AsToldByResetSeconds_IsAllowedThen()
    {
        var clock = new TestClock();
        var ledger = new RateLedger(clock);
        var client = new RateClient(CallerKind.Operator, IPAddress.Loopback);
        for (var sent = 0; sent < RatePolicy.Create.Quota; sent++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1_300));
            Assert.True((await ledger.CountAsync(client, RatePolicy.Create)).Allowed);
        }

        var refused = await ledger.CountAsync(client, RatePolicy.Create);
        clock.Advance(TimeSpan.FromSeconds(refused.ResetSeconds));

        Assert.False(refused.Allowed);
        Assert.True((await ledger.CountAsync(client, RatePolicy.Create)).Allowed);
    }

    [Fact]
    public async Task Take_FromMoreClientsThanFit_StillLimits()
    {
        var ledger = new RateLedger(new TestClock());
        var refusals = 0;
        for (var client = 0; client < 51_000; client++)
        {
            var verdict = await ledger.CountAsync(new RateClient(CallerKind.Stranger, new IPAddress(client + 1)), RatePolicy.Create);
            refusals += verdict.Allowed ? 0 : 1;
        }

        Assert.Equal(1_000 - RatePolicy.Create.Quota, refusals);
        foreach (var known in (RateClient[])[new(CallerKind.Operator, IPAddress.None), new(CallerKind.TicketHolder, IPAddress.None, "holder")])
        {
            Assert.True((await ledger.CountAsync(known, RatePolicy.Create)).Allowed); // a crowd of strangers is none of theirs
        }
    }

    private static Task<TestGateway> StartAsync(params (string Name, string Value)[] settings) =>
        TestGateway.StartAsync([("RATE_LIMIT_ENABLED", "true"), .. settings]);

    private static Task<HttpResponseMessage> SendAsync(
        TestGateway gateway, string method, string path, params (string Name, string Value)[] headers) =>
        gateway.SendAsync(HttpMethod.Parse(method), path, [("Authorization", $"Bearer {TestGateway.AdminToken}"), .. headers]);

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}
