using System.Diagnostics;
using System.Globalization;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>A process that is told to stop while its database does not answer.</summary>
public sealed class StopTests : IAsyncLifetime
{
    /// <summary>What supervisors give. A busy machine may take some seconds until the process hears of the signal.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private PostgresServer _server = null!;
    private FakeOpenRouterServer _models = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync(new PostgresOptions { Private = true }, Cancellation);
        _models = await FakeOpenRouterServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        SignalServer(ProcessSignal.Continue);
        await _models.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory(Timeout = 300_000)]
    [InlineData("src/Gateway", true)]
    [InlineData("src/Gateway", false)]
    [InlineData("src/Silo", true)]
    [InlineData("src/Silo", false)]
    public async Task Terminate_WithARunInFlightAndNoDatabase_IsOverInTenSeconds(string host, bool isFrozen)
    {
        _models.Script.When(step: Steps.Prd).Answer(Behaviours.Held());
        var environment = Environment(await _server.CreateDatabaseAsync(Cancellation), isCluster: host == AppHost.Silo.Folder);
        await using var app = await AppProcess.StartAsync(
            host == AppHost.Silo.Folder ? AppHost.Silo : AppHost.Gateway, new AppOptions { Environment = environment }, Cancellation);
        await using var gateway = host == AppHost.Silo.Folder
            ? await AppProcess.StartAsync(AppHost.Gateway, new AppOptions { Environment = environment }, Cancellation)
            : null;
        await AppCluster.WaitUntilReadyAsync(gateway ?? app, Cancellation);
        using var client = new ApiClient((gateway ?? app).Address, AppProcess.AdminToken);
        var project = await client.CreateProjectAsync("A shop for plants that ships on Fridays", Cancellation);
        await client.StartWorkflowAsync(project, Cancellation);
        await _models.Log.WaitForAsync(call => call.Step == Steps.Prd, Cancellation);

        await TakeAwayAsync(isFrozen);
        var clock = Stopwatch.StartNew();
        var exitCode = await app.TerminateAsync(Cancellation);
        var elapsed = clock.Elapsed;

        Assert.True(elapsed < Machine.Allow(Limit, most: 2), $"It took {elapsed.TotalSeconds:F1} s.\n{app.Output}");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("Unhandled", app.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("src/Gateway")]
    [InlineData("src/Silo")]
    public async Task Terminate_OfAnIdleProcessWhoseDatabaseIsFrozen_IsOverInTenSeconds(string host)
    {
        var environment = Environment(await _server.CreateDatabaseAsync(Cancellation), isCluster: host == AppHost.Silo.Folder);
        await using var app = await AppProcess.StartAsync(
            host == AppHost.Silo.Folder ? AppHost.Silo : AppHost.Gateway, new AppOptions { Environment = environment }, Cancellation);

        await TakeAwayAsync(isFrozen: true);
        var clock = Stopwatch.StartNew();
        await app.TerminateAsync(Cancellation);

        Assert.True(clock.Elapsed < Machine.Allow(Limit, most: 2), $"It took {clock.Elapsed.TotalSeconds:F1} s.\n{app.Output}");
    }

    private Dictionary<string, string?> Environment(string connection, bool isCluster) => new()
    {
        ["DATABASE_URL"] = PostgresServer.UrlOf(connection),
        ["ORLEANS_CLUSTER_ID"] = isCluster ? "tests" : null,
        ["ORLEANS_ADVERTISED_ADDRESS"] = "127.0.0.1",
        ["ORLEANS_SILO_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        ["ORLEANS_GATEWAY_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        ["OPENROUTER_API_KEY"] = "sk-test",
        ["OPENROUTER_BASE_URL"] = _models.BaseAddress.ToString(),
    };

    private async Task TakeAwayAsync(bool isFrozen)
    {
        if (isFrozen)
        {
            SignalServer(ProcessSignal.Stop);
        }
        else
        {
            await _server.StopAsync(immediate: true, Cancellation);
        }
    }

    /// <summary>The first process of the server and those that it has started.</summary>
    private void SignalServer(ProcessSignal signal)
    {
        var first = _server.ProcessId!.Value;
        var children = $"/proc/{first}/task/{first}/children";
        if (!File.Exists(children))
        {
            return; // it was stopped
        }

        var started = File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture));
        foreach (var id in started.Prepend(first))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Signal(signal);
            }
            catch (ArgumentException)
            {
                // it has ended meanwhile
            }
        }
    }
}
