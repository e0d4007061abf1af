using Npgsql;

namespace AiDevFramework.Settings;

/// <summary>What to know about the way to the data.</summary>
internal static class DatabaseRisks
{
    public static IEnumerable<string> Of(DatabaseOptions options) => options.UsesPostgres
        ? OfServer("DATABASE_URL", DatabaseUrl.ConnectionString(options))
        : ((string[])["", "-wal", "-shm"]).SelectMany(end => FileRisks.OfFile(options.SqlitePath + end));

    /// <param name="setting">Where the connection string comes from.</param>
    public static IEnumerable<string> OfServer(string setting, string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var remote = (target.Host ?? "").Split(',').Where(server => !PlainText.IsLocal(HostOf(server))).ToList();
        if (remote.Count > 0 && target.SslMode is SslMode.Disable or SslMode.Allow or SslMode.Prefer)
        {
            yield return target.SslMode is SslMode.Disable
                ? $"The connection to the database at {string.Join(", ", remote)} is not encrypted (sslmode=disable): its password, ideas and "
                    + $"documents can be read on the way. Add sslmode=verify-full, or at least sslmode=require, to {setting}."
                : $"The connection to the database at {string.Join(", ", remote)} may be unencrypted: with sslmode={NameOf(target.SslMode)} the server "
                    + $"decides. Add sslmode=verify-full, or at least sslmode=require, to {setting}.";
        }
    }

    /// <summary>Of several servers each has its port behind a colon.</summary>
    private static string HostOf(string server)
    {
        var colon = server.LastIndexOf(':');
        var isPort = colon > 0 && server.IndexOf(':', StringComparison.Ordinal) == colon;
        return isPort ? server[..colon] : server[(server.LastIndexOf('[') + 1)..].Split(']')[0];
    }

#pragma warning disable CA1308 // options of URLs are lower case
    private static string NameOf(SslMode mode) => mode.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
