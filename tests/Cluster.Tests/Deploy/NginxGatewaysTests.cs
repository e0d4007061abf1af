using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>The service as it is deployed: nginx, two gateways that may read the list of silos and nothing else, a silo.</summary>
public sealed class NginxGatewaysTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private AppCluster _cluster = null!;
    private NginxProcess _nginx = null!;
    private ApiClient _api = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _cluster = await AppCluster.StartAsync(postgres, silos: 1, gateways: 0, cancellation);
        var reader = await MakeReaderAsync(cancellation);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => _cluster.AddGatewayAsync(
            cancellation,
            ("DATABASE_URL", null), ("ORLEANS_DATABASE_URL", reader), ("OPENROUTER_API_KEY", null), ("OPENROUTER_BASE_URL", null))));
        await Task.WhenAll(_cluster.Gateways.Select(gateway => AppCluster.WaitUntilReadyAsync(gateway, cancellation)));
        _nginx = await NginxProcess.StartAsync(_cluster.Gateways.Select(gateway => gateway.Address), cancellation);
        _api = new ApiClient(_nginx.Address, AppProcess.AdminToken);
    }

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Run_ThroughNginx_IsFollowedToItsEndThoughAGatewayDies()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal("healthy", (await _api.HealthAsync(cancellation)).GetProperty("status").GetString());
        using (var tooLarge = await _api.SendAsync(
            HttpMethod.Post, "/api/v1/projects", cancellation,
            new StringContent(new string('x', 100_000), Encoding.UTF8, "application/json")))
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode); // the gateway's own answer
        }

        // A whole run over a WebSocket at the address that the gateway made of what nginx told it.
        var first = await _api.CreateProjectAsync("A shop for plants that ships on Fridays, features=5", cancellation);
        await using var early = await _api.FollowAsync(first, after: 0, cancellation);
        var started = await _api.StartWorkflowAsync(first, cancellation);
        var url = new Uri(started.GetProperty("websocket_url").GetString()!);
        Assert.Equal(_nginx.Address.Authority, url.Authority);
        await early.WaitForEndAsync(Deadline, cancellation);
        await using (var ticketed = await FeedClient.ConnectAsync(new Uri($"{url}&after=0"), token: null, cancellation))
        {
            await ticketed.WaitForEndAsync(Deadline, cancellation);
            Assert.Equal(early.Events.Select(item => item.GetRawText()), ticketed.Events.Select(item => item.GetRawText()));
        }

        // The same as server-sent events: all from the beginning, then the stream ends.
        Assert.Equal(early.Events.Select(item => item.GetRawText()), await StreamAsync(first, cancellation));
        Assert.Equal("COMPLETED", (await _api.GetProjectAsync(first, cancellation)).GetProperty("status").GetString());

        // A gateway is killed: everything is served by the other one, at once.
        await _cluster.Gateways[0].KillAsync(cancellation);
        for (var number = 0; number < 10; number++)
        {
            await _api.GetProjectAsync(first, cancellation);
        }

        var second = await _api.CreateProjectAsync("A shop for seeds that ships on Mondays, features=5", cancellation);
        await _api.StartWorkflowAsync(second, cancellation);
        await using var late = await _api.FollowAsync(second, after: 0, cancellation);
        var streamed = StreamAsync(second, cancellation); // while it runs
        await late.WaitForEndAsync(Deadline, cancellation);
        Assert.Equal(late.Events.Select(item => item.GetRawText()), await streamed);
        Assert.Equal(Enumerable.Range(1, late.Events.Count).Select(number => (long)number), late.Events.Select(Seq));

        // It comes back and the other one goes: the same.
        await _cluster.Gateways[0].StartAsync(cancellation);
        await AppCluster.WaitUntilReadyAsync(_cluster.Gateways[0], cancellation);
        await _cluster.Gateways[1].KillAsync(cancellation);
        Assert.Equal("COMPLETED", (await _api.WaitForEndAsync(second, Deadline, cancellation)).GetProperty("status").GetString());

        await _nginx.WaitForLineAsync(
            line => line.Contains($"{first}/progress", StringComparison.Ordinal) && line.Contains("\"status\":101", StringComparison.Ordinal),
            Deadline, cancellation);
        Assert.DoesNotContain("token=", _nginx.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(AppProcess.AdminToken, _nginx.Output, StringComparison.Ordinal);
        foreach (var line in _nginx.Output.Split('\n').Where(line => line.StartsWith('{')))
        {
            Assert.Equal(JsonValueKind.Object, JsonSerializer.Deserialize<JsonElement>(line).ValueKind);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Requests_WhileAGatewayIsToldToStop_AreAllAnswered()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var project = await _api.CreateProjectAsync("A shop for plants that ships on Fridays", cancellation);
        using var stopped = new CancellationTokenSource();
        using var enough = new SemaphoreSlim(0);
        var callers = Enumerable.Range(0, 4).Select(_ => CallAsync(project, enough, stopped.Token, cancellation)).ToList();
        for (var number = 0; number < 40; number++)
        {
            await enough.WaitAsync(cancellation);
        }

        Assert.Equal(0, await _cluster.Gateways[0].TerminateAsync(cancellation));
        await stopped.CancelAsync();

        var answers = (await Task.WhenAll(callers)).SelectMany(answer => answer).ToList();
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Read)); // repeated at the other one where need be
        // What was sent in the very moment in which the gateway closed may not be repeated.
        Assert.All(answers, answer => Assert.True(answer.Created is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, $"{answer.Created}"));
        Assert.InRange(answers.Count(answer => answer.Created is not HttpStatusCode.Created), 0, callers.Count);
    }

    /// <summary>Reads and creates projects until it is told to stop.</summary>
    private async Task<IReadOnlyList<(HttpStatusCode Read, HttpStatusCode Created)>> CallAsync(
        Guid project, SemaphoreSlim answered, CancellationToken stop, CancellationToken cancellationToken)
    {
        var answers = new List<(HttpStatusCode Read, HttpStatusCode Created)>();
        while (!stop.IsCancellationRequested)
        {
            using var read = await _api.SendAsync(HttpMethod.Get, $"/api/v1/projects/{project}", cancellationToken);
            using var created = await _api.SendAsync(
                HttpMethod.Post, "/api/v1/projects", cancellationToken,
                JsonContent.Create(new { idea = "A shop for seeds that ships on Mondays", user_id = ApiClient.UserId }));
            answers.Add((read.StatusCode, created.StatusCode));
            answered.Release();
        }

        return answers;
    }

    /// <returns>The payloads of all events, as server-sent events bring them through nginx.</returns>
    private async Task<IReadOnlyList<string>> StreamAsync(Guid project, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = _nginx.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", AppProcess.AdminToken);
        await using var body = await http.GetStreamAsync($"/api/v1/projects/{project}/events/stream?after=0", cancellationToken);
        var payloads = new List<string>();
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (item.EventType is not "connected")
            {
                payloads.Add(item.Data);
            }
        }

        return payloads;
    }

    private static long Seq(JsonElement item) => item.GetProperty("seq").GetInt64();

    /// <summary>As docs/operations/cluster.md has it: a user for gateways that finds the silos and sees no project.</summary>
    private async Task<string> MakeReaderAsync(CancellationToken cancellationToken)
    {
        var own = new NpgsqlConnectionStringBuilder(_cluster.Data.ConnectionString);
        var name = $"gateway_{Guid.NewGuid():N}"; // users belong to the server, which other tests share
        var grants = (await File.ReadAllTextAsync(DeployFolder.File("gateway-user.sql"), cancellationToken))
            .Replace("aidev_gateway", name, StringComparison.Ordinal);
        own.Username = name;
        own.Password = Guid.NewGuid().ToString("N");
        foreach (var sql in (string[])[grants, $"alter user {name} password '{own.Password}'"]) // the second is what \password does
        {
#pragma warning disable CA2100 // the file that is delivered
            await using var command = _cluster.Data.CreateCommand(sql);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return PostgresServer.UrlOf(own.ConnectionString);
    }
}
