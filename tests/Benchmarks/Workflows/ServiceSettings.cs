using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>How a measured service is set up.</summary>
internal static class ServiceSettings
{
    /// <param name="fake">The address of the fake OpenRouter.</param>
    /// <param name="server">Where a database is made for it; <see langword="null"/>: SQLite.</param>
    public static async Task<IReadOnlyDictionary<string, string?>> ForAsync(
        Uri fake, PostgresServer? server, CancellationToken cancellationToken) => PassedOn.Over(new Dictionary<string, string?>
        {
            ["OPENROUTER_BASE_URL"] = fake.ToString(),
            ["OPENROUTER_API_KEY"] = "fake",
            ["LOG_LEVEL"] = "WARNING",
            ["DATABASE_URL"] = server is null ? null : PostgresServer.UrlOf(await server.CreateDatabaseAsync(cancellationToken)),
        });
}
