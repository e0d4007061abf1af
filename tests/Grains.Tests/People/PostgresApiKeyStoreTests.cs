using AiDevFramework.Settings;
using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Grains.Tests.People;

[Trait("Runs", "Programs")]
public sealed class PostgresApiKeyStoreTests(PostgresFixture postgres) : ApiKeyStoreTests
{
    internal override async Task<DatabaseOptions> CreateDatabaseAsync(CancellationToken cancellationToken) =>
        new() { Url = PostgresServer.UrlOf(await postgres.CreateDatabaseAsync(cancellationToken)) };
}
