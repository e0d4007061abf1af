using AiDevFramework.Settings;
using AiDevFramework.Storage;
using Microsoft.Data.Sqlite;

namespace AiDevFramework.Grains.Tests.Storage;

public sealed class SqliteStoreTests : StoreTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-store-");

    [Fact(Timeout = 120_000)]
    public async Task TheWritersConnection_SyncsEveryCommitAndKeepsAWriteAheadLog()
    {
        await CreateAsync(storming: true);
        using var writing = ((SqliteDatabase)Database).OpenForWriting();
        using var command = writing.CreateCommand();
        command.CommandText = "select (select journal_mode from pragma_journal_mode), (select synchronous from pragma_synchronous), (select foreign_keys from pragma_foreign_keys)";
        using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);

        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("wal", 2L, 1L), (reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2))); // 2 is FULL
    }

    [Fact(Timeout = 120_000)]
    public async Task Write_ToAFileWithoutTables_LeavesNoConnectionOpen()
    {
        var path = Path.Combine(_folder.FullName, "empty.db");
        await File.WriteAllBytesAsync(path, [], TestContext.Current.CancellationToken);
        await using var table = new SqliteTransitions(new SqliteDatabase(path));

        await Assert.ThrowsAsync<SqliteException>(() => table.WriteAsync([], TestContext.Current.CancellationToken));

        Assert.DoesNotContain(path, Directory.EnumerateFiles("/proc/self/fd").Select(descriptor => new FileInfo(descriptor).LinkTarget));
    }

    internal override Task<DatabaseOptions> CreateDatabaseAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new DatabaseOptions { DataDir = _folder.FullName });

    internal override Task DropDatabaseAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
