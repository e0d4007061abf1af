using System.Data.Common;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Settings;
using AiDevFramework.Storage;
using AiDevFramework.TestSupport.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Storage;

/// <summary>The lists of names leave the checks, on a database that has rows of every kind and foreign keys on.</summary>
[Trait("Runs", "Programs")]
public sealed class OpenNamesTests(PostgresFixture postgres) : IAsyncLifetime
{
    /// <summary>That of the migration.</summary>
    private const long Version = 8;

    private static readonly string[] _tables =
        ["users", "projects", "workflow_states", "documents", "llm_logs", "llm_attempts", "user_days", "progress_events"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-names-");
    private string? _postgres;
    private DatabaseMigrator _migrator = null!;
    private DatabaseOptions _options = null!;

    /// <summary>A column, a name that the lists do not have, and one that is no name at all.</summary>
    public static TheoryData<string, string, string, string, string> Columns
    {
        get
        {
            (string Table, string Column, string Name, string Junk)[] columns =
            [
                ("projects", "status", "AWAITING_INPUT", "Awaiting input"),
                ("projects", "current_phase", "API_DESIGN", "api_design"),
                ("workflow_states", "phase", "API_DESIGN", "API-DESIGN"),
                ("workflow_states", "status", "SKIPPED", ""),
                ("documents", "document_type", "API_DESIGN", "1_API"),
                ("llm_logs", "phase", "API_DESIGN", "_API"),
                ("llm_logs", "step", "API_DESIGN2", "API DESIGN"),
                ("llm_attempts", "step", "API_DESIGN", new string('A', 51)),
                ("llm_attempts", "status", "DEFERRED", "Ä"),
                ("progress_events", "type", "question_asked", "QUESTION_ASKED"),
            ];
            var data = new TheoryData<string, string, string, string, string>();
            foreach (var (table, column, name, junk) in columns)
            {
                data.Add("sqlite", table, column, name, junk);
                data.Add("postgres", table, column, name, junk);
            }

            return data;
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory(Timeout = 300_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task DownAndUp_OfAFullDatabase_KeepsEveryRowAndEveryReference(string kind)
    {
        await FillAsync(kind);
        var rows = await DumpAsync();
        var indexes = await IndexesAsync(kind);
        Assert.All(_tables.Except(["user_days"]), table => Assert.Contains(rows, row => row.StartsWith($"{table}: ", StringComparison.Ordinal)));

        await DownAsync();
        Assert.Equal(rows, await DumpAsync());
        Assert.Equal(indexes, await IndexesAsync(kind));
        Assert.Equal(0, await BrokenReferencesAsync(kind));

        await UpAsync();
        Assert.Equal(rows, await DumpAsync());
        Assert.Equal(indexes, await IndexesAsync(kind));
        Assert.Equal(0, await BrokenReferencesAsync(kind));
        await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync("delete from projects")); // phase runs and documents refer to them
        await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync("delete from workflow_states")); // calls do
    }

    [Theory(Timeout = 300_000)]
    [MemberData(nameof(Columns))]
    public async Task Column_AfterTheMigration_TakesNewNamesAndNothingElse(string kind, string table, string column, string name, string junk)
    {
        await FillAsync(kind);
        var before = Assert.Single(await QueryAsync($"select {column} from {table} where {OneRow(table)}"));

        await Assert.ThrowsAnyAsync<DbException>(() => ChangeAsync(table, column, junk));
        await ChangeAsync(table, column, name);
        await Assert.ThrowsAnyAsync<Exception>(DownAsync); // the lists do not have it
        Assert.Equal(Version, _migrator.Status().Version);

        await ChangeAsync(table, column, before);
        await DownAsync();
        await Assert.ThrowsAnyAsync<DbException>(() => ChangeAsync(table, column, name));
    }

    [Theory(Timeout = 300_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Status_OfToday_StillSaysWhetherThereIsAnEndAndAnOwner(string kind)
    {
        await FillAsync(kind);

        await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync("update projects set status = 'COMPLETED', completed_at = null"));
        await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync("update projects set status = 'PROCESSING', owner = null, completed_at = null"));
        await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync("update projects set status = 'COMPLETED', owner = 'a silo'"));
        await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync("update workflow_states set status = 'COMPLETED', completed_at = null"));
    }

    /// <summary>One row alone, since some values are unique.</summary>
    private static string OneRow(string table) => table is "progress_events"
        ? $"seq = 1 and project_id = (select project_id from {table} order by project_id limit 1)"
        : $"id = (select id from {table} order by id desc limit 1)";

    private Task ChangeAsync(string table, string column, string value) =>
        ExecuteAsync($"update {table} set {column} = '{value}' where {OneRow(table)}");

    private async Task FillAsync(string kind)
    {
        if (kind is "postgres")
        {
            _postgres = await postgres.CreateDatabaseAsync(Cancellation);
        }

        _options = _postgres is null ? new DatabaseOptions { DataDir = _folder.FullName } : new DatabaseOptions { Url = PostgresServer.UrlOf(_postgres) };
        _migrator = new DatabaseMigrator(Options.Create(_options));
        await MigrateAsync(_migrator.Up);
        await using var database = Database.Create(_options);
        await using ITransitionTable table = database is SqliteDatabase file ? new SqliteTransitions(file) : new PostgresTransitions((PostgresDatabase)database);
        using var writer = new TransitionWriter(table, TimeProvider.System, NullLogger<TransitionWriter>.Instance);
        await writer.StartAsync(Cancellation);
        var store = new ProjectStore(database, writer);
        foreach (var storming in new[] { true, false })
        {
            var history = new WorkflowHistory(storming, secondsBetween: 1, Guid.CreateVersion7());
            Assert.True(await store.TryCreateAsync(history.State.Project, Cancellation));
            history.Play([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 6)]);
            foreach (var transition in history.Transitions)
            {
                Assert.Equal(CommitResult.Committed, await store.CommitAsync(transition, Cancellation));
            }
        }

        await writer.StopAsync(Cancellation);
        SqliteConnection.ClearAllPools();
        await MigrateAsync(TakeLaterOnesBack);
    }

    private Task UpAsync() => MigrateAsync(() =>
    {
        _migrator.Up();
        TakeLaterOnesBack();
    });

    private Task DownAsync() => MigrateAsync(_migrator.Down);

    private async Task MigrateAsync(Action migrate)
    {
        await using (await _migrator.LockAsync(Cancellation))
        {
            migrate();
        }
    }

    /// <summary>Leaves the migration that is tested the last one.</summary>
    private void TakeLaterOnesBack()
    {
        while (_migrator.Status().Version > Version)
        {
            _migrator.Down();
        }
    }

    private async Task<IReadOnlyList<string>> DumpAsync()
    {
        var rows = new List<string>();
        foreach (var table in _tables)
        {
            rows.AddRange((await QueryAsync($"select * from {table}")).Select(row => $"{table}: {row}").Order(StringComparer.Ordinal));
        }

        return rows;
    }

    private Task<IReadOnlyList<string>> IndexesAsync(string kind) => QueryAsync(kind is "sqlite"
        ? "select name, tbl_name, sql from sqlite_master where type = 'index' order by tbl_name, name"
        : "select indexname, tablename, indexdef from pg_indexes where schemaname = current_schema() order by tablename, indexname");

    /// <summary>PostgreSQL cannot break them.</summary>
    private async Task<int> BrokenReferencesAsync(string kind) =>
        kind is "sqlite" ? (await QueryAsync("pragma foreign_key_check")).Count + (await QueryAsync("pragma integrity_check")).Count(row => row != "ok") : 0;

    private DbConnection Open() => _postgres is null
        ? new SqliteConnection($"Data Source={_options.SqlitePath};Pooling=False;Foreign Keys=True")
        : new NpgsqlConnection(_postgres);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = Open();
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own texts
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var connection = Open();
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own texts
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }
}
