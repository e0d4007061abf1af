using System.Net;
using AiDevFramework.Cluster.Tests.Embedded;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Storage;

/// <summary>Two PostgreSQL servers, one of which follows the other: the service finds the primary, before and after a promotion.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private PostgresServer _primary = null!;
    private StandbyServer _standby = null!;
    private string _database = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _primary = await PostgresServer.StartAsync(new PostgresOptions { Private = true }, Cancellation);
        _database = await _primary.CreateDatabaseAsync(Cancellation);
        _standby = await StandbyServer.StartAsync(_database, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    [Fact(Timeout = 400_000)]
    public async Task Promotion_UnderAService_LosesNothingThatWasCopiedAndItGoesOn()
    {
        await using var service = await EmbeddedService.StartAsync(postgres: null, Cancellation, ("DATABASE_URL", Url()));
        var before = await RunAsync(service.Api);
        await _standby.CatchUpAsync(_database, Cancellation); // what asynchronous replication has not copied would be lost

        await _primary.StopAsync(immediate: true, Cancellation);
        await _standby.PromoteAsync(Cancellation);

        await WritableAsync(service.Api);
        var kept = await OnceItAnswersAsync(cancellation => service.Api.GetProjectAsync(before, cancellation)); // reads have a pool of their own
        Assert.Equal("COMPLETED", kept.GetProperty("status").GetString());
        await RunAsync(service.Api);
        Assert.False(service.Process.HasExited);
    }

    [Fact(Timeout = 400_000)]
    public async Task Promotion_UnderACluster_IsFoundByOrleansToo()
    {
        var environment = new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = Url(),
            ["ORLEANS_DATABASE_URL"] = Url(),
            ["ORLEANS_CLUSTER_ID"] = "failover",
            ["ORLEANS_ADVERTISED_ADDRESS"] = "127.0.0.1",
            ["ORLEANS_SILO_PORT"] = "0",
            ["ORLEANS_GATEWAY_PORT"] = "0",
            ["OFFLINE_PLANNER_DELAY_MS"] = "0",
        };
        await using var silo = await AppProcess.StartAsync(AppHost.Silo, new AppOptions { Environment = environment }, Cancellation);
        await using var gateway = await AppProcess.StartAsync(AppHost.Gateway, new AppOptions { Environment = environment }, Cancellation);
        using var api = new ApiClient(gateway.Address, AppProcess.AdminToken);
        await WritableAsync(api);
        await _standby.CatchUpAsync(_database, Cancellation);

        await _primary.StopAsync(immediate: true, Cancellation);
        await _standby.PromoteAsync(Cancellation);
        await WritableAsync(api);
        await using var second = await AppProcess.StartAsync(AppHost.Silo, new AppOptions { Environment = environment }, Cancellation); // joins by the new primary

        await RunAsync(api);
        Assert.False(silo.HasExited || gateway.HasExited);
    }

    [Fact(Timeout = 400_000)]
    public async Task Start_OnAStandbyAlone_SaysThatItTakesNoWrites()
    {
        var single = new NpgsqlConnectionStringBuilder(_database) { Port = _standby.Port };

        await using var process = await AppProcess.LaunchAsync(
            AppHost.Gateway,
            new AppOptions { Environment = new Dictionary<string, string?> { ["DATABASE_URL"] = PostgresServer.UrlOf(single.ConnectionString) } });

        Assert.Equal(1, await process.WaitForExitAsync(Cancellation));
        Assert.Contains("takes no writes: it is a standby", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Output, StringComparison.Ordinal);
    }

    /// <summary>The standby first, so that whoever takes the first server is wrong.</summary>
    private string Url()
    {
        var parts = new NpgsqlConnectionStringBuilder(_database);
        return $"postgresql://{parts.Username}:{parts.Password}@127.0.0.1:{_standby.Port},127.0.0.1:{parts.Port}/{parts.Database}?connect_timeout=3";
    }

    private static async Task<Guid> RunAsync(ApiClient api)
    {
        var project = await api.CreateProjectAsync("A small choir wants to plan its rehearsals and share sheet music", Cancellation);
        await api.StartWorkflowAsync(project, Cancellation);
        Assert.Equal("COMPLETED", (await api.WaitForEndAsync(project, Deadline, Cancellation)).GetProperty("status").GetString());
        return project;
    }

    /// <summary>Waits until a project can be stored.</summary>
    private static Task<Guid> WritableAsync(ApiClient api) =>
        OnceItAnswersAsync(cancellation => api.CreateProjectAsync("Whether the database takes writes again", cancellation));

    /// <summary>Asks again while the answer is that the service is not available for a moment.</summary>
    private static async Task<T> OnceItAnswersAsync<T>(Func<CancellationToken, Task<T>> ask)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(Deadline);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (true)
        {
            try
            {
                return await ask(deadline.Token);
            }
            catch (ApiException exception) when (exception.Status is HttpStatusCode.ServiceUnavailable)
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
        }
    }
}
