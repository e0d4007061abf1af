using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>Several processes on one SQLite file would not see each other: the first of a cluster does not even start.</summary>
internal sealed class ClusterNeedsPostgres(IOptions<NodeOptions> node, bool isSilo) : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) => (options.UsesPostgres, isSilo) switch
    {
        (true, _) => ValidateOptionsResult.Success,
        (false, true) => ValidateOptionsResult.Fail(
            "A silo is one of many and needs a PostgreSQL server, which many can use: set DATABASE_URL, for example to "
            + "postgresql://user:password@host:5432/database. To run everything in one process on the embedded SQLite file, start "
            + "the gateway alone instead: dotnet run --project src/Gateway"),
        (false, false) when node.Value.DatabaseUrl is { Length: > 0 } => ValidateOptionsResult.Success,
        (false, false) => ValidateOptionsResult.Fail(
            "ORLEANS_CLUSTER_ID makes this gateway a client of a cluster, which it finds in a PostgreSQL database: set "
            + "ORLEANS_DATABASE_URL or DATABASE_URL. Without ORLEANS_CLUSTER_ID it runs everything in one process."),
    };
}
