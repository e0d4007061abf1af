using System.Net;
using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Addresses;

/// <summary>Which address the service gives out, and to which it answers at all.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("https://plans.example.com", "wss://plans.example.com/api", "https://plans.example.com/api", "", "https://plans.example.com")]
    [InlineData("http://plans.example.com:8080/", "ws://plans.example.com:8080/api", "http://plans.example.com:8080/api", "", "http://plans.example.com:8080")]
    [InlineData("https://example.com/ai/plans/", "wss://example.com/ai/plans/api", "https://example.com/ai/plans/api", "/ai/plans", "https://example.com/ai/plans")]
    public async Task Urls_WithAPublicUrl_BeginWithItWhateverTheHostHeaderSays(
        string publicUrl, string webSocket, string http, string path, string server)
    {
        await using var gateway = await TestGateway.StartAsync(("PUBLIC_URL", publicUrl));
        var project = gateway.Cluster.Add(WorkflowStatus.Created);
        (string, string)[] headers =
        [
            ("Authorization", $"Bearer {TestGateway.AdminToken}"), ("Host", "evil.example.com"), ("X-Forwarded-Host", "worse.example.com"),
            ("X-Forwarded-Prefix", "/evil"), ("X-Forwarded-Port", "666"),
        ];

        using var started = await gateway.SendAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/start-workflow", headers);
        using var ticket = await gateway.SendAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/tickets", headers);
        using var description = await gateway.SendAsync(HttpMethod.Get, "/openapi/v1.json", headers);
        using var unknown = await gateway.SendAsync(HttpMethod.Get, "/nothing", headers);

        foreach (var answer in (HttpResponseMessage[])[started, ticket, description, unknown])
        {
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
            Assert.DoesNotContain("worse", text, StringComparison.Ordinal);
        }

        Assert.StartsWith(webSocket, (string)(await started.JsonAsync())["websocket_url"]!, StringComparison.Ordinal);
        Assert.StartsWith(http, (string)(await ticket.JsonAsync())["events_url"]!, StringComparison.Ordinal);
        Assert.Equal(server, (string)(await description.JsonAsync())["servers"]![0]!["url"]!);
        Assert.Equal($"{path}/nothing", (string)(await unknown.ProblemAsync(404))["instance"]!);
    }

    [Theory]
    [InlineData("box.local:8000", "ws://box.local:8000/api/v1/")]
    [InlineData("[::1]:8000", "ws://[::1]:8000/api/v1/")]
    public async Task Urls_WithoutSettings_BeginWithWhatTheClientUsed(string host, string expected)
    {
        await using var gateway = await TestGateway.StartAsync();
        var project = gateway.Cluster.Add(WorkflowStatus.Created);

        using var started = await gateway.SendAsync(
            HttpMethod.Post, $"/api/v1/projects/{project.Id}/start-workflow", ("Authorization", $"Bearer {TestGateway.AdminToken}"),
            ("Host", host));

        Assert.StartsWith(expected, (string)(await started.JsonAsync())["websocket_url"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("box.local:65535", "http://box.local:65535")]
    [InlineData("box.local:99999", "http://localhost:8123")] // no URL that anybody could open
    [InlineData("", "http://localhost:8123")] // HTTP/1.0
    public void Http_WithoutSettings_IsAUrlWhateverTheHostHeaderSays(string host, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);

        Assert.Equal(expected, new PublicAddress(Options.Create(new GatewayOptions { Port = 8123 })).Http(context.Request));
    }

    [Theory]
    [InlineData("plans.example.com", "plans.example.com", true)]
    [InlineData("plans.example.com", "PLANS.example.com:8443", true)]
    [InlineData("plans.example.com", "evil.example.com", false)]
    [InlineData("plans.example.com", "plans.example.com.evil.org", false)]
    [InlineData("plans.example.com", "xplans.example.com", false)]
    [InlineData("plans.example.com", "", false)]
    [InlineData("plans.example.com:8443", "plans.example.com:8443", true)]
    [InlineData("plans.example.com:8443", "plans.example.com", false)]
    [InlineData("plans.example.com:443", "plans.example.com", true, true)] // clients leave the scheme's own port out
    [InlineData("plans.example.com:443", "plans.example.com", false)]
    [InlineData("plans.example.com:80", "plans.example.com", true)]
    [InlineData("plans.example.com:80", "plans.example.com", false, true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", "evilexample.com", false)]
    [InlineData("[::1]", "[::1]:8000", true)]
    [InlineData("10.0.0.7", "10.0.0.7:8000", true)]
    [InlineData("*", "anything.example.org", true)]
    public void Allow_OfAHost_MatchesWholeNames(string pattern, string host, bool expected, bool isHttps = false)
    {
        Assert.True(HostPattern.IsPattern(pattern));
        Assert.Equal(expected, AllowedHosts.Allow([pattern], new HostString(host), isHttps));
    }

    [Fact]
    public async Task Any_ForAHostThatIsNotAllowed_IsRefusedBeforeAnything()
    {
        await using var gateway = await TestGateway.StartAsync(
            ("ALLOWED_HOSTS", "plans.example.com,*.internal.example.com"), ("PUBLIC_URL", "https://public.example.com/ai"), ("RATE_LIMIT_ENABLED", "true"));
        var project = gateway.Cluster.Add(WorkflowStatus.Created);

        foreach (var path in (string[])["/health", "/docs/", "/openapi/v1.json", $"/api/v1/projects/{project.Id}", "/nothing", "/hubs/progress"])
        {
            using var refused = await gateway.SendAsync(HttpMethod.Get, path, ("Host", "evil.example.com"));
            var problem = await refused.ProblemAsync(421);
            Assert.DoesNotContain("evil", problem.ToJsonString(), StringComparison.Ordinal);
            Assert.False(refused.Headers.Contains("RateLimit"));
            Assert.True(refused.Headers.Contains("X-Request-Id"));
            Assert.Equal("nosniff", refused.Headers.GetValues("X-Content-Type-Options").Single());
        }

        using var started = await gateway.SendAsync(
            HttpMethod.Post, $"/api/v1/projects/{project.Id}/start-workflow",
            ("Authorization", $"Bearer {TestGateway.AdminToken}"), ("Host", "evil.example.com"));
        await started.ProblemAsync(421);
        Assert.Equal(WorkflowStatus.Created, gateway.Cluster.Projects[project.Id].Status);
    }

    [Theory]
    [InlineData("/health", "plans.example.com:9999", null)]
    [InlineData("/health", "a.internal.example.com", null)]
    [InlineData("/health", "public.example.com", null)] // PUBLIC_URL
    [InlineData("/health", "10.1.2.3", "plans.example.com")] // what a trusted proxy says that the client wrote
    [InlineData("/health/live", "10.1.2.3:8000", null)] // supervisors ask by address
    [InlineData("/health/ready", "10.1.2.3:8000", null)]
    public async Task Get_ForAHostThatIsAllowed_IsAnswered(string path, string host, string? forwarded)
    {
        await using var gateway = await TestGateway.StartAsync(
            ("ALLOWED_HOSTS", """["plans.example.com", "*.internal.example.com"]"""), ("PUBLIC_URL", "https://public.example.com/ai"));
        (string, string)[] headers = forwarded is null ? [("Host", host)] : [("Host", host), ("X-Forwarded-Host", forwarded)];

        using var response = await gateway.SendAsync(HttpMethod.Get, path, headers);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
