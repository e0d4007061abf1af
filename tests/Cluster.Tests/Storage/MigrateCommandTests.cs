using AiDevFramework.Storage.Migrations;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Storage;

/// <summary><c>migrate</c> as its user meets it: arguments in, lines and an exit code out.</summary>
public sealed class MigrateCommandTests(PostgresFixture postgres) : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("aidev-migrate-");

    private string SqliteFile => Path.Combine(_data.FullName, "aidev.db");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory(Timeout = 300_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Migrate_UpAndDown_SaysWhereTheTablesStand(string kind)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var database = kind is "sqlite" ? DataDir() : Url(await EmptyAsync(cancellation));

        AssertStatus(await RunAsync(database, cancellation, "migrate", "status"), "pending");
        AssertStatus(await RunAsync(database, cancellation, "migrate", "up"), "applied");
        AssertStatus(await RunAsync(database, cancellation, "migrate", "up"), "applied");
        AssertStatus(await RunAsync(database, cancellation, "migrate", "down", "--yes"), "pending");
        AssertStatus(await RunAsync(database, cancellation, "migrate", "down", "--yes"), "pending");
        AssertStatus(await RunAsync(database, cancellation, "migrate", "up"), "applied");

        void AssertStatus(ToolResult result, string state)
        {
            Assert.Equal(0, result.ExitCode);
            Assert.StartsWith(
                kind is "sqlite" ? $"SQLite file {SqliteFile}\n" : "PostgreSQL 127.0.0.1:", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.Matches($@"(?m)^ +{SchemaCatalogue.Program}  \w+ +{state}\r?$", result.Output); // the last one: each "down" takes one back
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Migrate_DownWhileAnotherChangesTheTables_TakesNothingBack()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var connectionString = await EmptyAsync(cancellation);
        await RunAsync(Url(connectionString), cancellation, "migrate", "up");
        await using (var other = new NpgsqlConnection($"{connectionString};Pooling=false"))
        {
            await other.OpenAsync(cancellation);
            await using var held = new NpgsqlCommand("select pg_advisory_lock(x'61696465766d6967'::bigint)", other);
            await held.ExecuteNonQueryAsync(cancellation);

            var refused = await RunAsync(Url(connectionString), cancellation, "migrate", "down", "--yes");

            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("Another process changes the tables of this database now", refused.Output, StringComparison.Ordinal);
        }

        Assert.Matches($@"(?m)^ +{SchemaCatalogue.Program}  \w+ +applied\r?$", (await RunAsync(Url(connectionString), cancellation, "migrate", "status")).Output);
    }

    /// <summary>Else the commands of the silo would look for the database of the gateway beside their own code.</summary>
    [Theory(Timeout = 120_000)]
    [InlineData("Gateway")]
    [InlineData("Silo")]
    public async Task DotnetRun_OfAHost_StaysInTheFolderWhereItIsCalled(string host)
    {
        var project = Path.Combine(Repository.Root, "src", host, $"{host}.csproj");

        var result = await Tool.RunAsync(["dotnet", "msbuild", project, "-getProperty:RunWorkingDirectory"], TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (result.ExitCode, result.Output.Trim()));
    }

    [Theory(Timeout = 120_000)]
    [InlineData]
    [InlineData("sideways")]
    [InlineData("UP")]
    [InlineData("up", "twice")]
    [InlineData("up", "--yes")]
    [InlineData("status", "--yes")]
    [InlineData("down", "--YES")]
    [InlineData("down", "--yes", "--yes")]
    [InlineData("--yes", "down")]
    [InlineData("--halp")]
    public async Task Migrate_WithOtherArguments_ShowsItsUse(params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var result = await RunAsync(DataDir(), cancellation, ["migrate", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("Usage: migrate up ", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(SqliteFile));
    }

    [Fact(Timeout = 300_000)]
    public async Task Migrate_OfADatabaseThatCannotBeUsed_SaysWhatToDo()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var good = new NpgsqlConnectionStringBuilder(await EmptyAsync(cancellation));
        var closed = new NpgsqlConnectionStringBuilder(good.ConnectionString) { Port = FreePort.Next() };
        var stranger = new NpgsqlConnectionStringBuilder(good.ConnectionString) { Password = "wrong-secret" };
        var nowhere = new NpgsqlConnectionStringBuilder(good.ConnectionString) { Database = "not_there" };

        AssertRefused(await RunAsync(Url(closed.ConnectionString), cancellation, "migrate", "up"), $"The PostgreSQL server at 127.0.0.1:{closed.Port} cannot be reached. Start it, or correct DATABASE_URL");
        AssertRefused(await RunAsync(Url(stranger.ConnectionString), cancellation, "migrate", "status"), $"refuses user '{good.Username}'");
        AssertRefused(await RunAsync(Url(nowhere.ConnectionString), cancellation, "migrate", "up"), "has no database 'not_there'. Make it with: createdb ");
        AssertRefused(await RunAsync(("DATABASE_URL", "mysql://root:secret-word@localhost/x"), cancellation, "migrate", "up"), "DATABASE_URL is no PostgreSQL URL.");
        AssertRefused(await RunAsync(("DATA_DIR", "/proc/aidev"), cancellation, "migrate", "up"), "Set DATA_DIR to ");
    }

    [Theory(Timeout = 300_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Migrate_OfANewerSchema_LeavesItAlone(string kind)
    {
        var cancellation = TestContext.Current.CancellationToken;
        const string future = "insert into schema_versions (version, description) values (900, 'Future')";
        var connectionString = await EmptyAsync(cancellation);
        var database = kind is "sqlite" ? DataDir() : Url(connectionString);
        Assert.Equal(0, (await RunAsync(database, cancellation, "migrate", "up")).ExitCode);
        await (kind is "sqlite" ? ExecuteAsync(Sqlite(), future) : ExecuteAsync(new NpgsqlConnection(connectionString), future));

        AssertRefused(await RunAsync(database, cancellation, "migrate", "up"), "at version 900, which is newer than this program.");
        AssertRefused(await RunAsync(database, cancellation, "migrate", "down"), "at version 900, which is newer than this program.");
        var status = await RunAsync(database, cancellation, "migrate", "status");

        Assert.Equal(0, status.ExitCode);
        Assert.Matches(@"(?m)^ +1  InitialSchema +applied\r?$", status.Output);
        Assert.Matches(@"(?m)^ +900  \(not known to this program\) +applied\r?$", status.Output);
    }

    [Fact(Timeout = 300_000)]
    public async Task Migrate_OfADamagedFile_SaysSoAndKeepsIt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(SqliteFile, new string('x', 10_000), cancellation);
        AssertRefused(await RunAsync(DataDir(), cancellation, "migrate", "up"), "is no SQLite database. Move it away to begin anew");
        Assert.Equal(10_000, new FileInfo(SqliteFile).Length);

        File.Delete(SqliteFile);
        Assert.Equal(0, (await RunAsync(DataDir(), cancellation, "migrate", "up")).ExitCode);
        await using (var file = new FileStream(SqliteFile, FileMode.Open))
        {
            file.Position = 4096; // behind the first page, which has the header
            file.Write(Enumerable.Repeat((byte)0xAA, (int)file.Length - 4096).ToArray());
        }

        AssertRefused(await RunAsync(DataDir(), cancellation, "migrate", "up"), "is damaged");
    }

    [Fact(Timeout = 300_000)]
    public async Task Migrate_BySeveralProcessesAtOnce_MakesTheTablesOnce()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var connectionString = await EmptyAsync(cancellation);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(Url(connectionString), cancellation, "migrate", "up")));

        Assert.All(results, result =>
        {
            Assert.Equal(0, result.ExitCode);
            Assert.Matches(@"(?m)^ +1  InitialSchema +applied\r?$", result.Output);
        });
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select count(*) - count(distinct version) from schema_versions", connection);
        Assert.Equal(0L, await command.ExecuteScalarAsync(cancellation));
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_OnDataThatAnotherProcessUses_RefusesAndLeavesTheFirstAlone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var options = new AppOptions { Environment = new Dictionary<string, string?> { ["DATA_DIR"] = _data.FullName } };
        await using var first = await AppProcess.StartAsync(AppHost.Gateway, options, cancellation);

        await using var second = await AppProcess.LaunchAsync(AppHost.Gateway, options);
        Assert.Equal(1, await second.WaitForExitAsync(cancellation));
        AssertRefused(await RunAsync(DataDir(), cancellation, "migrate", "status"), $"The data in {_data.FullName} is in use by another process");

        Assert.Contains($"The data in {_data.FullName} is in use by another process", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
        Assert.False(first.HasExited);
        await first.KillAsync(cancellation);
        Assert.Equal(0, (await RunAsync(DataDir(), cancellation, "migrate", "status")).ExitCode); // a process that died holds nothing
    }

    private static void AssertRefused(ToolResult result, string message)
    {
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Cannot start:", result.Output, StringComparison.Ordinal);
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Output, StringComparison.Ordinal);
    }

    private (string Name, string Value) DataDir() => ("DATA_DIR", _data.FullName);

    private static (string Name, string Value) Url(string connectionString) => ("DATABASE_URL", PostgresServer.UrlOf(connectionString));

    private Task<string> EmptyAsync(CancellationToken cancellation) => postgres.CreateDatabaseAsync(cancellation);

    private SqliteConnection Sqlite() => new($"Data Source={SqliteFile};Pooling=False");

    private static async Task ExecuteAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using (connection)
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // our own constant
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<ToolResult> RunAsync(
        (string Name, string Value) database, CancellationToken cancellation, params string[] arguments)
    {
        await using var process = await AppProcess.LaunchAsync(
            AppHost.Silo,
            new AppOptions { Arguments = arguments, Environment = new Dictionary<string, string?> { [database.Name] = database.Value } });
        var exitCode = await process.WaitForExitAsync(cancellation);
        return new ToolResult(exitCode, process.Output);
    }
}
