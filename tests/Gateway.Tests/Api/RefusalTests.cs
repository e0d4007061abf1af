using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Api;

/// <summary>What the server refuses whatever the endpoint: paths, methods, failures behind it.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private const string Project = "/api/v1/projects/123e4567-e89b-12d3-a456-426614174000";

    private TestGateway _gateway = null!;

    /// <summary>Failures of the database or the cluster, which pass by themselves.</summary>
    public static TheoryData<Exception> Unavailable =>
    [
        new StoreUnavailableException("The database is restarting."),
        new TimeoutException("Response did not arrive on time in 00:00:30."),
        new SiloUnavailableException("The silo is gone."),
        new OrleansException("Could not find any gateway."),
        new ArgumentException("Could not find an implementation for interface aidev.project") { Source = "Orleans.Core" },
    ];

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/projects")]
    [InlineData("/api/v1/projects/123e4567-e89b-12d3-a456-426614174000/nothing")]
    [InlineData("/health/nothing?token=a%00b")]
    public async Task Get_OfAPathThatIsUnknown_Answers404(string path)
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, path);

        var problem = await response.ProblemAsync(404);
        Assert.Equal(path.Split('?')[0], (string)problem["instance"]!);
        Assert.Equal(["detail", "instance", "status", "title", "type"], problem.Select(member => member.Key).Order());
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/projects", "GET,HEAD,POST")]
    [InlineData("PUT", "/api/v1/projects", "GET,HEAD,POST")]
    [InlineData("PATCH", "/api/v1/projects", "GET,HEAD,POST")]
    [InlineData("DELETE", Project + "/costs", "GET,HEAD")]
    [InlineData("PATCH", Project, "DELETE,GET,HEAD")]
    [InlineData("OPTIONS", Project, "DELETE,GET,HEAD")]
    [InlineData("GET", Project + "/start-workflow", "POST")]
    [InlineData("HEAD", Project + "/start-workflow", "POST")]
    [InlineData("POST", Project + "/costs", "GET,HEAD")]
    [InlineData("POST", "/health", "GET,HEAD")]
    [InlineData("TRACE", "/api/v1/projects", "GET,HEAD,POST")]
    [InlineData("TRACE", "/health", "GET,HEAD")]
    [InlineData("FOO", Project, "DELETE,GET,HEAD")]
    public async Task Send_WithAnotherMethod_Answers405WithAllow(string method, string path, string allowed)
    {
        using var response = await _gateway.SendAsync(
            HttpMethod.Parse(method), path, ("Authorization", $"Bearer {TestGateway.AdminToken}"), ("X-HTTP-Method-Override", "GET"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed.Split(','), response.Content.Headers.Allow.Order());
        if (method != "HEAD")
        {
            await response.ProblemAsync(405);
        }
    }

    [Theory]
    [InlineData("GET /api/v1/projects/%00 HTTP/1.1")]
    [InlineData("GET /api/v1/projects/\0 HTTP/1.1")]
    [InlineData("GET /api/v1/projects/123e4567-e89b-12d3-a456-426614174000/documents/%00 HTTP/1.1")]
    [InlineData("GET /health?x=\0 HTTP/1.1")]
    [InlineData("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1")]
    [InlineData("GET /%ff%fe HTTP/1.1")]
    [InlineData("GET http://evil.example.com/health\0 HTTP/1.1")]
    [InlineData("GET  /health HTTP/1.1")]
    [InlineData("GET /health HTTP/9.9")]
    [InlineData("TRACE * HTTP/1.1")]
    [InlineData("CONNECT example.com:443 HTTP/1.1")]
    [InlineData("\0\0\0")]
    public async Task Send_OfAMalformedRequestLine_IsRefusedWithA4xx(string requestLine)
    {
        var status = await RawStatusAsync($"{requestLine}\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.InRange(status, 400, 505);
        Assert.NotEqual(500, status);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Content-Length: -1\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n7FFFFFFF1\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n")]
    [InlineData("X-Long: LONG\r\n\r\n")]
    public async Task Send_OfMalformedHeadersOrChunks_IsRefusedWithA4xx(string rest)
    {
        var status = await RawStatusAsync(
            $"POST /api/v1/projects HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TestGateway.AdminToken}\r\n"
            + $"Content-Type: application/json\r\nConnection: close\r\n{rest.Replace("LONG", new string('x', 100_000), StringComparison.Ordinal)}");

        Assert.InRange(status, 400, 499);
    }

    [Theory]
    [MemberData(nameof(Unavailable))]
    public async Task Any_WhenTheClusterOrItsDatabaseIsAway_Answers503WithRetryAfter(Exception failure)
    {
        _gateway.Cluster.Failure = failure;

        using var read = await _gateway.GetAsync(Project);
        using var write = await _gateway.PostJsonAsync(
            "/api/v1/projects", $$"""{"idea": "{{TestGateway.Idea}}", "user_id": "{{TestGateway.UserId}}"}""");

        foreach (var response in (HttpResponseMessage[])[read, write])
        {
            var problem = await response.ProblemAsync(503);
            Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.DoesNotContain(failure.Message, problem.ToJsonString(), StringComparison.Ordinal);
        }

        var told = Assert.Single(_gateway.Log.GetSnapshot(), entry => entry.Level == LogLevel.Warning);
        Assert.Null(told.Exception);
        Assert.Equal(
            $"GET {Project} was answered with 503, and 0 requests since the last such line: {failure.Message}", told.Message);

        _gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        using var later = await _gateway.GetAsync(Project);
        Assert.Contains("and 1 requests since", _gateway.Log.GetSnapshot().Last(entry => entry.Level == LogLevel.Warning).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/api/v1/projects", 1)]
    [InlineData("POST", "/api/v1/projects/estimate", 1)]
    [InlineData("POST", Project + "/start-workflow", 1)]
    [InlineData("POST", Project + "/retry", 1)]
    [InlineData("POST", Project + "/cancel", 1)]
    [InlineData("GET", Project, 2)]
    [InlineData("GET", Project + "/documents", 2)]
    [InlineData("GET", Project + "/documents/PRD", 2)]
    [InlineData("GET", Project + "/costs", 2)]
    [InlineData("GET", Project + "/events", 2)]
    [InlineData("GET", Project + "/events/stream", 2)]
    public async Task Any_WhenTheClusterSaysNothing_Answers503AfterThreeSeconds(string method, string path, int tries)
    {
        _gateway.Cluster.Silence = Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        var wait = RequestTime.Work / tries;
        using var idea = JsonContent.Create(new { idea = TestGateway.Idea, user_id = TestGateway.UserId });
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = path.StartsWith(Project, StringComparison.Ordinal) ? null : idea };

        var waiting = _gateway.Clock.NextTimerAsync(wait);
        var asking = _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        for (var left = tries; left > 0; left--)
        {
            await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.False(asking.IsCompleted);
            waiting = _gateway.Clock.NextTimerAsync(wait);
            _gateway.Clock.Advance(wait);
        }

        using var response = await asking;
        await response.ProblemAsync(503);
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Fact]
    public async Task Any_WhenOneReadIsSlowAndTheNextHangs_Answers503InTimeAllTheSame()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        var since = Stopwatch.GetTimestamp();
        _gateway.Cluster.BeforeEvents = token => Task.Delay(Timeout.Infinite, token); // the clock of the reads stands still

        using var response = await _gateway.GetAsync($"/api/v1/projects/{project}/events");

        await response.ProblemAsync(503);
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.InRange(Stopwatch.GetElapsedTime(since), RequestTime.Total - TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Follow_OfMoreProjectsThanAreReadAtOnce_IsRefusedAfterThreeSecondsForAll()
    {
        _gateway.Cluster.Silence = Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);

        var asking = Enumerable.Range(0, 200).Select(_ => _gateway.GetAsync($"/api/v1/projects/{Guid.NewGuid()}/events/stream")).ToList();
        var answers = Task.WhenAll(asking);
        while (!answers.IsCompleted)
        {
            _gateway.Clock.Advance(RequestTime.Work); // those whose wait has begun
            await Task.Yield();
        }

        foreach (var response in await answers)
        {
            await response.ProblemAsync(503);
            response.Dispose();
        }
    }

    [Fact]
    public async Task Post_WithABodyThatComesSlowly_IsNotCutOff()
    {
        await using var gateway = await TestGateway.StartAsync();
        var body = new SlowContent($$"""{"idea": "{{TestGateway.Idea}}", "user_id": "{{TestGateway.UserId}}"}""", RequestTime.Total + TimeSpan.FromSeconds(0.5));

        using var response = await gateway.Client.PostAsync("/api/v1/projects", body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public void RequestTime_Altogether_LeavesTheNetworkASecondOfFive() =>
        Assert.InRange(RequestTime.Total, TimeSpan.Zero, TimeSpan.FromSeconds(4));

    [Fact]
    public async Task Any_WhenSomethingUnplannedFails_AnswersABare500AndLogsItOnce()
    {
        _gateway.Cluster.Failure = new InvalidOperationException("secret inner workings");

        using var response = await _gateway.GetAsync($"{Project}?token=secret-token");

        var problem = await response.ProblemAsync(500);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        var entry = Assert.Single(_gateway.Log.GetSnapshot(), entry => entry.Exception == _gateway.Cluster.Failure);
        Assert.Equal(LogLevel.Error, entry.Level);
        Assert.Contains((string)problem["trace_id"]!, entry.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_WhenSomethingUnplannedFailsInDebugMode_NamesTheException()
    {
        await using var gateway = await TestGateway.StartAsync(("DEBUG", "1"));
        gateway.Cluster.Failure = new InvalidOperationException("inner workings");

        using var response = await gateway.GetAsync(Project);

        Assert.Equal("InvalidOperationException: inner workings", (string)(await response.ProblemAsync(500))["exception"]!);
    }

    [Fact]
    public async Task Any_AtTheMostTalkativeLevel_LogsNoToken()
    {
        await using var gateway = await TestGateway.StartAsync(("DEBUG", "true"), ("LOG_LEVEL", "DEBUG"));

        using var query = await gateway.SendAsync(HttpMethod.Get, $"{Project}?token=secret-token&access_token=secret-token");
        using var header = await gateway.SendAsync(HttpMethod.Get, Project, ("Authorization", "Bearer secret-token"));
        using var right = await gateway.GetAsync(Project);

        Assert.DoesNotContain(gateway.Log.GetSnapshot(), entry =>
            entry.Message.Contains("secret-token", StringComparison.Ordinal) || entry.Message.Contains(TestGateway.AdminToken, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Any_Answer_CarriesSafeHeaders()
    {
        foreach (var path in (string[])["/health", "/nothing", Project, "/openapi/v1.json"])
        {
            using var response = await _gateway.SendAsync(HttpMethod.Get, path);

            Assert.Matches("^[0-9a-f]{32}-[0-9a-f]{16}$", response.Headers.GetValues("X-Request-Id").Single());

            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal(path != "/openapi/v1.json", response.Headers.CacheControl?.NoStore); // that one may be kept
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Any_UnderAnotherPrefix_IsFoundThere()
    {
        await using var gateway = await TestGateway.StartAsync(("API_V1_PREFIX", "/plans/v9"));

        using var created = await gateway.PostJsonAsync(
            "/plans/v9/projects", $$"""{"idea": "{{TestGateway.Idea}}", "user_id": "{{TestGateway.UserId}}"}""");
        using var old = await gateway.GetAsync(Project);

        Assert.StartsWith("/plans/v9/projects/", created.Headers.Location?.OriginalString, StringComparison.Ordinal);
        await old.ProblemAsync(404);
    }

    /// <returns>The status, or 400 where the server closed without a word.</returns>
    private async Task<int> RawStatusAsync(string request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _gateway.Client.BaseAddress!.Port, cancellation);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request), cancellation);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            return await reader.ReadLineAsync(cancellation) is { } line ? int.Parse(line.Split(' ')[1], null) : 400;
        }
        catch (IOException)
        {
            return 400; // reset while we were still sending
        }
    }

    /// <summary>A body whose second half comes after a pause, as from a train.</summary>
    private sealed class SlowContent : HttpContent
    {
        private readonly byte[] _json;
        private readonly TimeSpan _pause;

        public SlowContent(string json, TimeSpan pause)
        {
            (_json, _pause) = (Encoding.UTF8.GetBytes(json), pause);
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_json.AsMemory(0, 10));
            await stream.FlushAsync();
            await Task.Delay(_pause);
            await stream.WriteAsync(_json.AsMemory(10));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _json.Length;
            return true;
        }
    }
}
