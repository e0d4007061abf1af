using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>Processes that do not know each other must not share a database: each would take the other's runs for lost.</summary>
public sealed class SharedDatabaseTests(PostgresFixture postgres)
{
    private const string InUse = "is in use by another process of this service that runs alone, or by another cluster";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Start_BesideAProcessThatIsAlone_IsRefusedUntilThatOneHasEnded()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var first = await StartAsync(AppHost.Gateway, database);

        await AssertRefusedAsync(AppHost.Gateway, database);
        await AssertRefusedAsync(AppHost.Silo, database);

        Assert.False(first.HasExited);
        await first.KillAsync(Cancellation);
        await using var next = await StartAsync(AppHost.Gateway, database);
    }

    [Fact(Timeout = 180_000)]
    public async Task Start_OfASiloOfAnotherCluster_IsRefused()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var first = await StartAsync(AppHost.Silo, database, "one");
        await using var second = await StartAsync(AppHost.Silo, database, "one");

        await AssertRefusedAsync(AppHost.Silo, database, "another");
        await AssertRefusedAsync(AppHost.Gateway, database);

        Assert.False(first.HasExited || second.HasExited);
    }

    [Fact(Timeout = 180_000)]
    public async Task Start_AfterTheServerWasRestarted_IsStillRefused()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Private = true }, Cancellation);
        var database = await server.CreateDatabaseAsync(Cancellation);
        await using var first = await StartAsync(AppHost.Gateway, database);

        await server.RestartAsync(immediate: true, Cancellation);
        await ClaimedAsync(database);

        await AssertRefusedAsync(AppHost.Gateway, database);
        Assert.False(first.HasExited);
    }

    private static Task<AppProcess> StartAsync(AppHost host, string database, string? cluster = null) =>
        AppProcess.StartAsync(host, OptionsFor(host, database, cluster), Cancellation);

    private static async Task AssertRefusedAsync(AppHost host, string database, string? cluster = null)
    {
        await using var process = await AppProcess.LaunchAsync(host, OptionsFor(host, database, cluster));

        Assert.Equal(1, await process.WaitForExitAsync(Cancellation));
        Assert.Contains(InUse, process.Output, StringComparison.Ordinal);
    }

    private static AppOptions OptionsFor(AppHost host, string database, string? cluster) => new()
    {
        Environment = new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = PostgresServer.UrlOf(database),
            ["ORLEANS_CLUSTER_ID"] = host == AppHost.Silo ? cluster ?? "aidev" : null,
            ["ORLEANS_ADVERTISED_ADDRESS"] = "127.0.0.1",
            ["ORLEANS_SILO_PORT"] = "0",
            ["ORLEANS_GATEWAY_PORT"] = "0",
        },
    };

    /// <summary>Waits until a session holds the claim again.</summary>
    private static async Task ClaimedAsync(string database)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            await timer.WaitForNextTickAsync(Cancellation);
        }
        while (!await IsClaimedAsync(database));
    }

    private static async Task<bool> IsClaimedAsync(string database)
    {
        try
        {
            await using var connection = new Npgsql.NpgsqlConnection(database);
            await connection.OpenAsync(Cancellation);
            await using var command = new Npgsql.NpgsqlCommand(
                "select exists (select from pg_locks where locktype = 'advisory' and granted and objid = 0)", connection);
            return await command.ExecuteScalarAsync(Cancellation) is true;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false; // the server is not back yet
        }
    }
}
