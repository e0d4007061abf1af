using System.Data.Common;
using AiDevFramework.Storage.Migrations;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Storage;

/// <summary>A program whose tables a newer one has migrated: it goes on as long as they serve it.</summary>
public sealed class NewerSchemaTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = 300_000)]
    [InlineData("src/Gateway", "sqlite")]
    [InlineData("src/Gateway", "postgres")]
    [InlineData("src/Silo", "postgres")]
    public async Task Program_OnTablesThatServeItNoLonger_EndsWithinAMinuteAndStartsNoMore(string folder, string kind)
    {
        var connection = kind is "postgres" ? await postgres.CreateDatabaseAsync(Cancellation) : null;
        var environment = new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = connection is null ? null : PostgresServer.UrlOf(connection),
            ["ORLEANS_ADVERTISED_ADDRESS"] = "127.0.0.1",
            ["ORLEANS_SILO_PORT"] = "0",
            ["ORLEANS_GATEWAY_PORT"] = "0",
        };
        await using var app = await AppProcess.StartAsync(
            folder == AppHost.Silo.Folder ? AppHost.Silo : AppHost.Gateway, new AppOptions { Environment = environment }, Cancellation);

        await RecordAsync(app, connection, version: 900, oldestProgram: SchemaCatalogue.Program); // serves it: a newer release beside it
        await app.TerminateAsync(Cancellation);
        await app.StartAsync(Cancellation);
        await RecordAsync(app, connection, version: 901, oldestProgram: 901);
        var exitCode = await app.WaitForExitAsync(Cancellation);

        Assert.Equal(1, exitCode);
        Assert.Contains("at version 901, which is newer than this program", app.Output, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EndOfStreamException>(() => app.StartAsync(Cancellation));
        Assert.Equal(1, await app.WaitForExitAsync(Cancellation));
        Assert.Contains("Cannot start:", app.Output, StringComparison.Ordinal);
        Assert.Contains("at version 901, which is newer than this program", app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    private static async Task RecordAsync(AppProcess app, string? connection, long version, long oldestProgram)
    {
        await using DbConnection opened = connection is null
            ? new SqliteConnection($"Data Source={Path.Combine(app.Folder, "data", "aidev.db")};Pooling=False")
            : new NpgsqlConnection(connection);
        await opened.OpenAsync(Cancellation);
        await using var command = opened.CreateCommand();
#pragma warning disable CA2100 // numbers
        command.CommandText = $"insert into schema_changes (version, description, min_program) values ({version}, 'Future', {oldestProgram})";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
