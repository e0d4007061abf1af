using System.Data.Common;
using AiDevFramework.Settings;
using AiDevFramework.Storage;
using AiDevFramework.Storage.Migrations;
using AiDevFramework.TestSupport.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Storage;

/// <summary>Where applied migrations are written down, and which programs can work with them.</summary>
[Trait("Runs", "Programs")]
public sealed class SchemaLedgerTests(PostgresFixture postgres) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-ledger-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Up_OnAnEmptyDatabase_ShowsTheFirstProgramsNoVersionThatTheyWouldRefuse(string kind)
    {
        var (migrator, open) = await CreateAsync(kind);
        await UpAsync(migrator);

        var old = await NumbersAsync(open, "select version from schema_versions order by version");
        var later = SchemaCatalogue.Changes.Where(change => change.Key > SchemaLedger.FirstPrograms).ToList();
        var breaking = later.Where(change => change.Value.OldestProgram > SchemaLedger.FirstPrograms).Select(change => change.Key);
        Assert.Equal([1, 2, 3, 4, 5, 6, .. breaking.Order()], old);
        Assert.Equal(later.Select(change => change.Key).Order(), await NumbersAsync(open, "select version from schema_changes order by version"));
        Assert.All(migrator.Status().Migrations, migration => Assert.True(migration.Applied));
        Assert.Equal(SchemaCatalogue.Program, migrator.Status().Version);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Up_OnTablesOfANewerProgram_GoesOnWhereTheyServeThisOne(string kind)
    {
        var (migrator, open) = await CreateAsync(kind);
        await UpAsync(migrator);

        await ExecuteAsync(open, $"insert into schema_changes (version, description, min_program) values (900, 'Future', {SchemaCatalogue.Program})");
        await UpAsync(migrator);
        var served = migrator.Status();
        await ExecuteAsync(open, $"insert into schema_changes (version, description, min_program) values (901, 'Break', {SchemaCatalogue.Program + 1})");
        var refused = await Assert.ThrowsAsync<DatabaseStartException>(() => UpAsync(migrator));

        Assert.Equal(900, served.Version);
        Assert.Contains("at version 901, which is newer than this program.", refused.Message, StringComparison.Ordinal);
        Assert.Throws<DatabaseStartException>(() => migrator.Down()); // what it does not know it cannot take back
    }

    [Theory(Timeout = 120_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Down_ToNothingAndUpAgain_LeavesTheSameRecord(string kind)
    {
        var (migrator, open) = await CreateAsync(kind);
        await UpAsync(migrator);
        var before = await NumbersAsync(open, "select version from schema_versions union all select -version from schema_changes order by 1");

        for (var version = SchemaCatalogue.Program; migrator.Status().Version > 0; version--)
        {
            Assert.NotNull(migrator.DescribeLoss());
            migrator.Down();
        }

        Assert.Null(migrator.DescribeLoss());
        await UpAsync(migrator);
        Assert.Equal(before, await NumbersAsync(open, "select version from schema_versions union all select -version from schema_changes order by 1"));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Health_OfTablesThatLackAMigration_SaysWhereTheyStand(string kind)
    {
        var (migrator, open) = await CreateAsync(kind);
        await UpAsync(migrator);
        await using var database = Database.Create(await OptionsAsync(kind));
        var check = new DatabaseHealthCheck(database);

        Assert.Null((await check.CheckAsync(Cancellation)).Description);
        await ExecuteAsync(open, "update schema_versions set version = -4 where version = 4");
        Assert.Equal($"The tables are at version 3, this program needs {SchemaCatalogue.Program}.", (await check.CheckAsync(Cancellation)).Description);
    }

    private string? _connection;

    private async Task<DatabaseOptions> OptionsAsync(string kind) => kind is "sqlite"
        ? new DatabaseOptions { DataDir = _folder.FullName }
        : new DatabaseOptions { Url = PostgresServer.UrlOf(_connection ??= await postgres.CreateDatabaseAsync(Cancellation)) };

    private async Task<(DatabaseMigrator Migrator, Func<DbConnection> Open)> CreateAsync(string kind)
    {
        var options = await OptionsAsync(kind);
        return (new DatabaseMigrator(Options.Create(options)), () => kind is "sqlite"
            ? new SqliteConnection($"Data Source={options.SqlitePath};Pooling=False")
            : new NpgsqlConnection(_connection));
    }

    private static async Task UpAsync(DatabaseMigrator migrator)
    {
        await using (await migrator.LockAsync(Cancellation))
        {
            migrator.Up();
        }
    }

    private static async Task ExecuteAsync(Func<DbConnection> open, string sql)
    {
        await using var connection = open();
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own texts
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<IReadOnlyList<long>> NumbersAsync(Func<DbConnection> open, string sql)
    {
        await using var connection = open();
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own texts
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var numbers = new List<long>();
        while (await reader.ReadAsync(Cancellation))
        {
            numbers.Add(reader.GetInt64(0));
        }

        return numbers;
    }
}
