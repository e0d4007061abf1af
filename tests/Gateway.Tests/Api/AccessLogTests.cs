using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Api;

/// <summary>The line of a request: what it tells, and what it never tells.</summary>
public sealed class AccessLogTests
{
    private const string Secret = "sesame-0123456789";

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Requests_ByDefault_AreNotLogged()
    {
        await using var gateway = await TestGateway.StartAsync();

        using var response = await gateway.GetAsync("/health");

        Assert.DoesNotContain(gateway.Log.GetSnapshot(), entry => entry.Category!.EndsWith("AccessLog", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_WithTheSetting_AreALineEach()
    {
        await using var gateway = await TestGateway.StartAsync(("ACCESS_LOG", "true"), ("TRUSTED_PROXIES", "127.0.0.1"));
        var project = gateway.Cluster.Add(WorkflowStatus.Created);

        using var found = await gateway.SendAsync(
            HttpMethod.Get, $"/api/v1/projects/{project.Id}?after=7&token={Secret}&{Secret}=1",
            ("Authorization", $"Bearer {TestGateway.AdminToken}"), ("X-Forwarded-For", "203.0.113.7"));
        using var refused = await gateway.SendAsync(HttpMethod.Head, $"/nothing%0Ahere?access_token={Secret}", ("X-Request-Id", "from-the-proxy"));
        using var guess = await gateway.SendAsync(HttpMethod.Post, "/api/v1/projects", ("Authorization", $"Bearer {Secret}"));

        var lines = await LinesAsync(gateway, 3);
        var bytes = (await found.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        var id = found.Headers.GetValues("X-Request-Id").Single();
        Assert.Matches($"^GET /api/v1/projects/{project.Id}\\?after=7 200 in [0-9]+ ms, {bytes} bytes to 203\\.0\\.113\\.7, request {id}$", lines[0]);
        Assert.Matches("^HEAD /nothing%0Ahere 404 in [0-9]+ ms, 0 bytes to (127\\.0\\.0\\.1|::1), request from-the-proxy$", lines[1]);
        Assert.Matches("^POST /api/v1/projects 401 in [0-9]+ ms, ", lines[2]);
        Assert.DoesNotContain(gateway.Log.GetSnapshot(), entry => entry.Message.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_ThatFail_AreLoggedWithTheIdOfTheirFailure()
    {
        await using var gateway = await TestGateway.StartAsync(("ACCESS_LOG", "true"));
        gateway.Cluster.Failure = new InvalidOperationException("inner workings");

        using var response = await gateway.GetAsync($"/api/v1/projects/{Guid.NewGuid()}");

        var trace = (string)(await response.ProblemAsync(500))["trace_id"]!;
        var line = Assert.Single(await LinesAsync(gateway, 1));
        Assert.Contains(" 500 in ", line, StringComparison.Ordinal);
        Assert.Contains(line.Split("request ")[1], trace, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a b", "", "/a%20b")]
    [InlineData("/a\r\nb\u001b[31m", "", "/a%0D%0Ab%1B%5B31m")]
    [InlineData("/p", "?limit=5&progress=true&id=secret", "/p?limit=5&progress=true")]
    [InlineData("/p", "?after=%0Ainfo:%20forged", "/p?after=%0Ainfo%3A%20forged")]
    [InlineData("/p", "?after=0123456789012345678901234567890", "/p?after=%E2%80%A6")]
    public void TargetOf_ARequest_IsOneLineWithoutSecrets(string path, string query, string expected)
    {
        var context = new DefaultHttpContext();
        (context.Request.Path, context.Request.QueryString) = (new PathString(path), new QueryString(query));

        Assert.Equal(expected, AccessLog.TargetOf(context.Request));
    }

    [Fact]
    public void TargetOf_ALongPath_IsCut()
    {
        var context = new DefaultHttpContext();
        context.Request.Path = new PathString("/" + new string('a', 5_000));

        Assert.EndsWith("… (5001 characters)", AccessLog.TargetOf(context.Request), StringComparison.Ordinal);
        Assert.InRange(AccessLog.TargetOf(context.Request).Length, 500, 600);
    }

    /// <summary>The line is written when the answer has been sent.</summary>
    private static async Task<IReadOnlyList<string>> LinesAsync(TestGateway gateway, int count)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(_deadline);
        while (true)
        {
            List<string> lines =
            [
                .. gateway.Log.GetSnapshot().Where(entry => entry.Category!.EndsWith("AccessLog", StringComparison.Ordinal)).Select(entry => entry.Message),
            ];
            if (lines.Count >= count)
            {
                Assert.All(gateway.Log.GetSnapshot(), entry => Assert.True(
                    entry.Category!.StartsWith("AiDevFramework", StringComparison.Ordinal) || entry.Level >= LogLevel.Warning, entry.Message));
                return lines;
            }

            await Task.Delay(20, deadline.Token);
        }
    }
}
