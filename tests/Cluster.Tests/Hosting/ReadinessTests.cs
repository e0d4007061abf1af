using System.Net;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>When a process says that it should not be sent work, and that it is alive all the same.</summary>
public sealed class ReadinessTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private PostgresServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await PostgresServer.StartAsync(new PostgresOptions { Private = true }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory(Timeout = 180_000)]
    [InlineData("src/Silo")]
    [InlineData("src/Gateway")]
    public async Task Ready_WhileTheDatabaseIsAway_Answers503AndLiveAnswers200(string host)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var app = await StartAsync(host, await _server.CreateDatabaseAsync(cancellation), cancellation);
        await WaitForAsync(app, HttpStatusCode.OK, "healthy", cancellation);

        await _server.StopAsync(immediate: true, cancellation);
        await WaitForAsync(app, HttpStatusCode.ServiceUnavailable, "The database does not answer.", cancellation);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, "live", cancellation)).Status);

        await _server.StartAsync(cancellation);
        await WaitForAsync(app, HttpStatusCode.OK, "healthy", cancellation);
    }

    [Theory(Timeout = 180_000)]
    [InlineData("src/Silo")]
    [InlineData("src/Gateway")]
    public async Task Ready_WhileMigrationsArePending_Answers503(string host)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var database = await _server.CreateDatabaseAsync(cancellation);
        await using var app = await StartAsync(host, database, cancellation);
        await WaitForAsync(app, HttpStatusCode.OK, "healthy", cancellation);
        await using var data = NpgsqlDataSource.Create(database);

        await ExecuteAsync(data, "update schema_versions set version = -version where version = (select max(version) from schema_versions)", cancellation);

        await WaitForAsync(app, HttpStatusCode.ServiceUnavailable, "The tables are at version", cancellation);
        await ExecuteAsync(data, "update schema_versions set version = -version where version < 0", cancellation);
        await WaitForAsync(app, HttpStatusCode.OK, "healthy", cancellation);
    }

    [Fact(Timeout = 180_000)]
    public async Task Ready_OfAGatewayThatWasToldToStop_Answers503WhileItServesOn()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await AppCluster.StartAsync(postgres, silos: 1, gateways: 0, cancellation);
        var gateway = await cluster.AddGatewayAsync(cancellation, ("DRAIN_SECONDS", "5"));
        await AppCluster.WaitUntilReadyAsync(gateway, cancellation);
        using var client = cluster.Client(0);
        var project = await client.CreateProjectAsync("A shop for plants that ships on Fridays", cancellation);

        gateway.Signal(ProcessSignal.Terminate);

        await WaitForAsync(gateway, HttpStatusCode.ServiceUnavailable, "It is stopping.", cancellation);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, "live", cancellation)).Status);
        await client.GetProjectAsync(project, cancellation);
        Assert.Equal(0, await gateway.WaitForExitAsync(cancellation));
    }

    [Fact(Timeout = 180_000)]
    public async Task Ready_OfASiloThatWasToldToStopInTheMiddleOfARun_IsNeverSaidAgain()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await AppCluster.StartAsync(postgres, silos: 2, gateways: 1, cancellation);
        cluster.Fake.Script.When(step: Steps.Prd, nth: 1, marker: "[[held]]").Answer(Behaviours.Held());
        using var client = cluster.Client(0);
        var project = await client.CreateProjectAsync("A shop for plants, features=5 [[held]]", cancellation);
        await client.StartWorkflowAsync(project, cancellation);
        await cluster.Fake.Log.WaitForAsync(call => call.Step == Steps.Prd, cancellation); // it has something to hand over
        var silo = await cluster.OwnerAsync(project, cancellation);
        await WaitForAsync(silo, HttpStatusCode.OK, "healthy", cancellation);

        silo.Signal(ProcessSignal.Terminate);

        var answers = await AskUntilGoneAsync(silo, cancellation);
        Assert.Equal(answers.Order(), answers); // 200 while the signal is on its way; then 503, then connections are refused
        Assert.Equal(0, await silo.WaitForExitAsync(cancellation));
    }

    [Fact(Timeout = 180_000)]
    public async Task Ready_OfAGatewayOfACluster_IsWhatItsSilosSayOfTheDatabase()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await AppCluster.StartAsync(await _server.CreateDatabaseAsync(cancellation), silos: 2, gateways: 1, cancellation);
        var gateway = cluster.Gateways[0];

        await ExecuteAsync(cluster.Data, "update schema_versions set version = -version where version = (select max(version) from schema_versions)", cancellation);
        await WaitForAsync(gateway, HttpStatusCode.ServiceUnavailable, "The tables are at version", cancellation);
        await ExecuteAsync(cluster.Data, "update schema_versions set version = -version where version < 0", cancellation);
        await WaitForAsync(gateway, HttpStatusCode.OK, "healthy", cancellation);

        await _server.StopAsync(immediate: true, cancellation);
        await WaitForAsync(gateway, HttpStatusCode.ServiceUnavailable, "The database does not answer.", cancellation);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, "live", cancellation)).Status);
        using var client = new ApiClient(gateway.Address, AppProcess.AdminToken) { Limit = TimeSpan.Zero };
        var refused = await Assert.ThrowsAsync<ApiException>(() => client.CreateProjectAsync("A shop for plants that ships on Fridays", cancellation));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status); // it goes on answering those who come all the same

        await _server.StartAsync(cancellation);
        await WaitForAsync(gateway, HttpStatusCode.OK, "healthy", cancellation);
    }

    private static Task<AppProcess> StartAsync(string host, string database, CancellationToken cancellationToken) => AppProcess.StartAsync(
        host == AppHost.Silo.Folder ? AppHost.Silo : AppHost.Gateway,
        new AppOptions
        {
            Environment = new Dictionary<string, string?>
            {
                ["DATABASE_URL"] = PostgresServer.UrlOf(database),
                ["ORLEANS_ADVERTISED_ADDRESS"] = "127.0.0.1",
                ["ORLEANS_SILO_PORT"] = "0",
                ["ORLEANS_GATEWAY_PORT"] = "0",
            },
        },
        cancellationToken);

    private static async Task<IReadOnlyList<HttpStatusCode>> AskUntilGoneAsync(AppProcess app, CancellationToken cancellationToken)
    {
        var answers = new List<HttpStatusCode>();
        try
        {
            while (true)
            {
                answers.Add((await AskAsync(app, "ready", cancellationToken)).Status);
            }
        }
        catch (HttpRequestException)
        {
            return answers;
        }
    }

    private static async Task WaitForAsync(AppProcess app, HttpStatusCode status, string text, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        while (await AskAsync(app, "ready", deadline.Token) is var answer
            && (answer.Status != status || !answer.Text.Contains(text, StringComparison.Ordinal)))
        {
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(AppProcess app, string probe, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var answer = await http.GetAsync($"/health/{probe}", cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource data, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the test's own texts
        await using var command = data.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
