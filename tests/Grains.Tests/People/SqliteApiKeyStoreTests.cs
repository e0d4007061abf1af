using AiDevFramework.Settings;
using Microsoft.Data.Sqlite;

namespace AiDevFramework.Grains.Tests.People;

public sealed class SqliteApiKeyStoreTests : ApiKeyStoreTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-keys-");

    internal override Task<DatabaseOptions> CreateDatabaseAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new DatabaseOptions { DataDir = _folder.FullName });

    internal override Task DropDatabaseAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
