using AiDevFramework.Settings;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>How Orleans' providers reach their tables.</summary>
internal static class ClusterDatabase
{
    public const string Invariant = "Npgsql";

    /// <summary>A pool of its own, small and quick to tell: no load on the product's tables keeps a silo from saying that it
    /// is alive, and a lost server is noticed within the time of a probe or two.</summary>
    private const int PoolSize = 4;

    /// <returns><see langword="null"/> where the settings name no PostgreSQL server, or one that cannot be read.</returns>
    public static string? ConnectionString(NodeOptions node, DatabaseOptions database)
    {
        try
        {
            return GivenServer(node, database) is not { } server ? null : DatabaseUrl.WithTimeout(server, seconds: 3, connection =>
            {
                connection.ApplicationName = "aidev orleans";
                connection.MaxPoolSize = PoolSize;
                connection.CommandTimeout = 5;
                connection.TcpKeepAlive = true;
            });
        }
        catch (FormatException)
        {
            return null; // the check of the settings says so
        }
    }

    private static string? GivenServer(NodeOptions node, DatabaseOptions database)
    {
        if (node.DatabaseUrl is { Length: > 0 } own)
        {
            return DatabaseUrl.Parse(own, "ORLEANS_DATABASE_URL");
        }

        return database.UsesPostgres ? DatabaseUrl.ConnectionString(database) : null;
    }
}
