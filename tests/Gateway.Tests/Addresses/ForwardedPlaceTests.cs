using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http;

namespace AiDevFramework.Gateway.Tests.Addresses;

/// <summary>What a proxy says of the path and the port that its clients see.</summary>
public sealed class ForwardedPlaceTests
{
    [Theory]
    [InlineData("/ai", "/ai")]
    [InlineData("/ai/", "/ai")]
    [InlineData("/a/b-c/d.e~f", "/a/b-c/d.e~f")]
    [InlineData("/outer, /ai", "/ai")]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("/", null)]
    [InlineData("ai", null)]
    [InlineData("//evil.example.com", null)]
    [InlineData("/a//b", null)]
    [InlineData("/../x", null)]
    [InlineData("/a/./b", null)]
    [InlineData("/a?b", null)]
    [InlineData("/a\nb", null)]
    [InlineData("/%2e%2e", null)]
    [InlineData("https://evil.example.com/", null)]
    public void ReadPrefix_OfAHeader_TakesPathsOnly(string? header, string? expected) =>
        Assert.Equal(expected, ForwardedPlace.ReadPrefix(header));

    [Theory]
    [InlineData("8443", 8443)]
    [InlineData("1, 8443", 8443)]
    [InlineData("65535", 65535)]
    [InlineData("0", null)]
    [InlineData("65536", null)]
    [InlineData("-1", null)]
    [InlineData("+80", null)]
    [InlineData("8e3", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void ReadPort_OfAHeader_TakesPortsOnly(string? header, int? expected) => Assert.Equal(expected, ForwardedPlace.ReadPort(header));

    [Theory]
    [InlineData("plans.example.com", 443, true, "plans.example.com")]
    [InlineData("plans.example.com:8000", 443, true, "plans.example.com")]
    [InlineData("plans.example.com", 443, false, "plans.example.com:443")]
    [InlineData("plans.example.com", 80, false, "plans.example.com")]
    [InlineData("[::1]:8000", 8443, true, "[::1]:8443")]
    public void WithPort_OfAHost_LeavesTheSchemesOwnOut(string host, int port, bool isHttps, string expected) =>
        Assert.Equal(expected, ForwardedPlace.WithPort(new HostString(host), port, isHttps).ToUriComponent());

    [Fact]
    public async Task Urls_BehindATrustedProxy_HavePrefixAndPort()
    {
        await using var gateway = await TestGateway.StartAsync();
        (string, string)[] headers =
        [
            ("Authorization", $"Bearer {TestGateway.AdminToken}"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "plans.example.com"),
            ("X-Forwarded-Port", "8443"), ("X-Forwarded-Prefix", "/ai/"),
        ];
        var project = gateway.Cluster.Add(WorkflowStatus.Created);

        using var started = await gateway.SendAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/start-workflow", headers);
        using var ticket = await gateway.SendAsync(HttpMethod.Post, $"/api/v1/projects/{project.Id}/tickets", headers);
        using var description = await gateway.SendAsync(HttpMethod.Get, "/openapi/v1.json", headers);
        using var unknown = await gateway.SendAsync(HttpMethod.Get, "/nothing", headers);
        using var plain = await gateway.SendAsync(HttpMethod.Get, "/openapi/v1.json");

        var place = $"plans.example.com:8443/ai/api/v1/projects/{project.Id}/";
        Assert.StartsWith($"wss://{place}progress?token=", (string)(await started.JsonAsync())["websocket_url"]!, StringComparison.Ordinal);
        var urls = await ticket.JsonAsync();
        Assert.StartsWith($"wss://{place}progress?token=", (string)urls["websocket_url"]!, StringComparison.Ordinal);
        Assert.StartsWith($"https://{place}events/stream?token=", (string)urls["events_url"]!, StringComparison.Ordinal);
        Assert.Equal("/ai", (string)(await description.JsonAsync())["servers"]![0]!["url"]!);
        var problem = await unknown.ProblemAsync(404);
        Assert.Equal("/ai/nothing", (string)problem["instance"]!);
        Assert.Contains("/ai/docs", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal("/", (string)(await plain.JsonAsync())["servers"]![0]!["url"]!);
    }

    [Fact]
    public async Task Location_BehindATrustedProxy_HasThePrefix()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Client.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/ai");

        using var created = await gateway.PostJsonAsync(
            "/api/v1/projects", $$"""{"idea": "{{TestGateway.Idea}}", "user_id": "{{TestGateway.UserId}}"}""");

        Assert.StartsWith("/ai/api/v1/projects/", created.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plans.example.com:9000", "8443", "plans.example.com:9000")] // the host that the client wrote has its port
    [InlineData("plans.example.com", "443", "plans.example.com")]
    [InlineData("plans.example.com", "nonsense", "plans.example.com")]
    public async Task Urls_WithAPortOfTheProxy_ReadAsTheClientSeesThem(string host, string port, string expected)
    {
        await using var gateway = await TestGateway.StartAsync();
        var project = gateway.Cluster.Add(WorkflowStatus.Created);

        using var started = await gateway.SendAsync(
            HttpMethod.Post, $"/api/v1/projects/{project.Id}/start-workflow", ("Authorization", $"Bearer {TestGateway.AdminToken}"),
            ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", host), ("X-Forwarded-Port", port));

        Assert.StartsWith($"wss://{expected}/api/", (string)(await started.JsonAsync())["websocket_url"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Urls_WithHeadersOfAStranger_IgnoreThem()
    {
        await using var gateway = await TestGateway.StartAsync(("TRUSTED_PROXIES", "none"));
        var project = gateway.Cluster.Add(WorkflowStatus.Created);

        using var started = await gateway.SendAsync(
            HttpMethod.Post, $"/api/v1/projects/{project.Id}/start-workflow", ("Authorization", $"Bearer {TestGateway.AdminToken}"),
            ("X-Forwarded-Port", "6666"), ("X-Forwarded-Prefix", "/evil"), ("X-Request-Id", "evil-id"));

        Assert.StartsWith(
            $"ws://{gateway.Client.BaseAddress!.Authority}/api/v1/", (string)(await started.JsonAsync())["websocket_url"]!, StringComparison.Ordinal);
        Assert.NotEqual("evil-id", started.Headers.GetValues("X-Request-Id").Single());
    }

    [Theory]
    [InlineData("a1b2-c3.d_4", true)]
    [InlineData("has blank", false)]
    [InlineData("<script>", false)]
    [InlineData("", false)]
    public async Task RequestId_OfATrustedProxy_IsKeptWhereItIsHarmless(string id, bool kept)
    {
        await using var gateway = await TestGateway.StartAsync();

        using var response = await gateway.SendAsync(HttpMethod.Get, "/nothing", ("X-Request-Id", id));

        Assert.Equal(kept, response.Headers.GetValues("X-Request-Id").Single() == id);
    }
}
