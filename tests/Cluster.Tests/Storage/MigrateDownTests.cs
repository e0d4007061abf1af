using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.Settings;
using AiDevFramework.Storage;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Storage;

/// <summary><c>migrate down</c> does nothing that somebody has not asked for, and nothing under a program that runs.</summary>
public sealed class MigrateDownTests(PostgresFixture postgres) : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("aidev-down-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Delete(recursive: true);

    [Theory(Timeout = 300_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Down_WithoutYes_SaysWhatWillBeLostAndChangesNothing(string kind)
    {
        var database = kind is "sqlite" ? ("DATA_DIR", _data.FullName) : Url(await postgres.CreateDatabaseAsync(Cancellation));
        Assert.Equal(0, (await RunAsync(database, "migrate", "down")).ExitCode); // nothing is there that could be lost
        Assert.Equal(0, (await RunAsync(database, "migrate", "up")).ExitCode);
        while (await VersionAsync(database) > 4)
        {
            Assert.Equal(0, (await RunAsync(database, "migrate", "down", "--yes")).ExitCode);
        }

        var asked = await RunAsync(database, "migrate", "down");

        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("Nothing was changed.", asked.Output, StringComparison.Ordinal);
        Assert.Contains("every attempt at a model call with its cost", asked.Output, StringComparison.Ordinal);
        Assert.Contains("llm_attempts: 0 rows", asked.Output, StringComparison.Ordinal);
        Assert.Contains("migrate down --yes", asked.Output, StringComparison.Ordinal);
        Assert.Equal(4, await VersionAsync(database));
    }

    [Fact(Timeout = 300_000)]
    public async Task Down_WhileASiloOfAClusterLives_IsRefused()
    {
        var connection = await postgres.CreateDatabaseAsync(Cancellation);
        await using var cluster = await AppCluster.StartAsync(connection, silos: 1, gateways: 0, Cancellation);

        await AssertRefusedAsync(connection, "of cluster tests said ");
        await cluster.Silos[0].TerminateAsync(Cancellation);

        Assert.Equal(0, (await RunAsync(Url(connection), "migrate", "down", "--yes")).ExitCode);
    }

    [Fact(Timeout = 300_000)]
    public async Task Down_WhileAProgramAloneUsesTheDatabase_IsRefused()
    {
        var connection = await postgres.CreateDatabaseAsync(Cancellation);
        await using var gateway = await AppProcess.StartAsync(
            AppHost.Gateway, new AppOptions { Environment = new Dictionary<string, string?> { ["DATABASE_URL"] = PostgresServer.UrlOf(connection) } }, Cancellation);

        await AssertRefusedAsync(connection, "serves a program that uses them");
        await gateway.TerminateAsync(Cancellation);

        Assert.Equal(0, (await RunAsync(Url(connection), "migrate", "down", "--yes")).ExitCode);
    }

    [Theory(Timeout = 300_000)]
    [InlineData(3, "5 seconds", true)] // active
    [InlineData(2, "5 seconds", true)] // joining
    [InlineData(5, "5 seconds", true)] // stopping
    [InlineData(6, "0 seconds", false)] // dead
    [InlineData(3, "61 seconds", false)] // killed long ago, and nobody was there to say so
    [InlineData(3, "-30 seconds", true)] // its clock is ahead
    public async Task Down_WithAMemberInTheTable_IsRefusedWhereItMayLive(int status, string age, bool isRefused)
    {
        var connection = await postgres.CreateDatabaseAsync(Cancellation);
        Assert.Equal(0, (await RunAsync(Url(connection), "migrate", "up")).ExitCode);
        await using var data = NpgsqlDataSource.Create(connection);
        await using var insert = data.CreateCommand("""
            with cluster as (insert into orleans_clusters (cluster_id, version) values ('c', 1) returning cluster_id)
            insert into orleans_members (cluster_id, address, port, generation, silo_name, host_name, status, gateway_port, started_at, alive_at)
            select cluster_id, '10.0.0.7', 11111, 1, 's', 'h', $1, 30000, now(), now() - $2::interval from cluster
            """);
        insert.Parameters.AddWithValue(status);
        insert.Parameters.AddWithValue(age);
        await insert.ExecuteNonQueryAsync(Cancellation);

        if (isRefused)
        {
            await AssertRefusedAsync(connection, "10.0.0.7:11111 of cluster c said ");
        }
        else
        {
            Assert.Equal(0, (await RunAsync(Url(connection), "migrate", "down", "--yes")).ExitCode);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Down_WhileAServiceUsesTheFile_IsRefused()
    {
        await using var gateway = await AppProcess.StartAsync(
            AppHost.Gateway, new AppOptions { Environment = new Dictionary<string, string?> { ["DATA_DIR"] = _data.FullName } }, Cancellation);

        var result = await RunAsync(("DATA_DIR", _data.FullName), "migrate", "down", "--yes");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is in use by another process", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Down_WhileAnotherProcessMigrates_IsRefused()
    {
        var connection = await postgres.CreateDatabaseAsync(Cancellation);
        Assert.Equal(0, (await RunAsync(Url(connection), "migrate", "up")).ExitCode);
        var migrator = new DatabaseMigrator(Microsoft.Extensions.Options.Options.Create(new DatabaseOptions { Url = PostgresServer.UrlOf(connection) }));
        ToolResult refused;
        var before = await VersionAsync(Url(connection));
        await using (await migrator.LockAsync(Cancellation))
        {
            refused = await RunAsync(Url(connection), "migrate", "down", "--yes");
        }

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Try again when it is done.", refused.Output, StringComparison.Ordinal);
        Assert.Equal(before, await VersionAsync(Url(connection)));
        Assert.Equal(0, (await RunAsync(Url(connection), "migrate", "down", "--yes")).ExitCode);
    }

    private static async Task AssertRefusedAsync(string connection, string reason)
    {
        var before = await VersionAsync(Url(connection));
        var result = await RunAsync(Url(connection), "migrate", "down", "--yes");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Nothing was changed: ", result.Output, StringComparison.Ordinal);
        Assert.Contains(reason, result.Output, StringComparison.Ordinal);
        Assert.Equal(before, await VersionAsync(Url(connection)));
    }

    private static (string Name, string Value) Url(string connection) => ("DATABASE_URL", PostgresServer.UrlOf(connection));

    /// <returns>The newest migration that <c>migrate status</c> calls applied.</returns>
    private static async Task<long> VersionAsync((string, string) database)
    {
        var status = await RunAsync(database, "migrate", "status");
        return status.Output.Split('\n').Where(line => line.TrimEnd().EndsWith(" applied", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
    }

    private static async Task<ToolResult> RunAsync((string Name, string Value) database, params string[] arguments)
    {
        await using var process = await AppProcess.LaunchAsync(
            AppHost.Silo,
            new AppOptions { Arguments = arguments, Environment = new Dictionary<string, string?> { [database.Name] = database.Value } });
        return new ToolResult(await process.WaitForExitAsync(Cancellation), process.Output);
    }
}
