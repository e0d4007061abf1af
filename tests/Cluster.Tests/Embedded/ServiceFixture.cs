using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>A service that the tests of a class share; each test works on projects of its own.</summary>
public abstract class ServiceFixture : IAsyncLifetime
{
    internal EmbeddedService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Service = await EmbeddedService.StartAsync(await DatabaseAsync(), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Service.DisposeAsync();
    }

    /// <returns>The connection string of an empty database; <see langword="null"/> for the SQLite file.</returns>
    protected abstract Task<string?> DatabaseAsync();
}

public sealed class SqliteService : ServiceFixture
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

public sealed class PostgresService(PostgresFixture postgres) : ServiceFixture
{
    protected override async Task<string?> DatabaseAsync() =>
        await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
}
