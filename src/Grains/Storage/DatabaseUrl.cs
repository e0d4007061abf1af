using Npgsql;

namespace AiDevFramework.Grains.Storage;

/// <summary>Reads database URLs as the specification's settings spell them.</summary>
internal static class DatabaseUrl
{
    private static readonly string[] Schemes = ["postgresql", "postgres", "postgresql+asyncpg"];

    /// <summary>The connection string of the settings, with the specification's defaults for parts that are not set.</summary>
    /// <exception cref="FormatException">The URL cannot be read; the message names the variable and never its password.</exception>
    public static string ConnectionString(DatabaseOptions options) => options.Url is { Length: > 0 } url
        ? Parse(url, "DATABASE_URL")
        : new NpgsqlConnectionStringBuilder
        {
            Host = options.Server ?? "localhost",
            Port = options.Port ?? 5432,
            Username = options.User ?? "postgres",
            Password = options.Password ?? "postgres",
            Database = options.Database ?? "ai_dev_framework",
        }.ConnectionString;

    /// <param name="variable">Where the URL comes from, for messages.</param>
    /// <exception cref="FormatException">The URL cannot be read; the message names the variable and never its password.</exception>
    public static string Parse(string url, string variable)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme) || uri.Host.Length == 0)
        {
            throw new FormatException($"{variable} is no PostgreSQL URL. Write postgresql://user:password@host:5432/database.");
        }

        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Uri.UnescapeDataString(uri.Host),
            Port = uri.Port > 0 ? uri.Port : 5432,
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : "postgres",
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Database = uri.AbsolutePath.Trim('/') is { Length: > 0 } path ? Uri.UnescapeDataString(path) : "ai_dev_framework",
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var key, var text]
                ? (Uri.UnescapeDataString(key), Uri.UnescapeDataString(text))
                : (pair, "");
            try
            {
                // asyncpg spells it ssl, libpq sslmode; with dashes in the value: verify-full
                var isSsl = name is "ssl" or "sslmode";
                builder[isSsl ? "SSL Mode" : name] = isSsl ? value.Replace("-", "", StringComparison.Ordinal) : value;
            }
            catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException or FormatException)
            {
                throw new FormatException($"{variable} has an option '{name}' that is not known or has a wrong value.", exception);
            }
        }

        return builder.ConnectionString;
    }
}
