using Npgsql;

namespace AiDevFramework.Settings;

/// <summary>
/// Reads database URLs as libpq, the specification's settings and SQLAlchemy spell them: one server or several, options as a query.
/// Of several servers the primary is used, unless <c>target_session_attrs</c> says otherwise.
/// </summary>
internal static class DatabaseUrl
{
    private const int DefaultPort = 5432;

    private const string DefaultDatabase = "ai_dev_framework";

    /// <summary>How long a server's part as primary or standby is believed, in seconds. By default, ten, a promotion goes unnoticed so long.</summary>
    private const int HostRecheckSeconds = 2;

    /// <summary>The connection string of the settings, with the specification's defaults for parts that are not set.</summary>
    /// <exception cref="FormatException">The URL cannot be read; the message names the variable and never its password.</exception>
    public static string ConnectionString(DatabaseOptions options)
    {
        if (options.Url is { Length: > 0 } url)
        {
            return Parse(url, "DATABASE_URL");
        }

        var builder = new NpgsqlConnectionStringBuilder
        {
            Username = options.User ?? "postgres",
            Password = DatabasePassword.Of(options) ?? "postgres",
            Database = options.Database ?? DefaultDatabase,
        };
        UseServers(builder, [.. (options.Server ?? "localhost").Split(',').Select(server => (server.Trim(), options.Port ?? DefaultPort))]);
        return builder.ConnectionString;
    }

    /// <param name="seconds">Limit to connect where the URL has no <c>connect_timeout</c>.</param>
    public static string WithTimeout(string connectionString, int seconds, Action<NpgsqlConnectionStringBuilder> adjust)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!builder.ShouldSerialize("Timeout"))
        {
            builder.Timeout = seconds;
        }

        adjust(builder);
        return builder.ConnectionString;
    }

    /// <param name="variable">Where the URL comes from, for messages.</param>
    /// <exception cref="FormatException">The URL cannot be read; the message names the variable and never its password.</exception>
    public static string Parse(string url, string variable)
    {
        var parts = DatabaseUrlParts.Split(url.Trim(), variable);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Username = parts.User is { Length: > 0 } user ? user : "postgres",
            Password = parts.Password,
            Database = parts.Database is { Length: > 0 } database ? database : DefaultDatabase,
        };
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in parts.Options)
        {
            options[name] = value; // the last one counts
        }

        var servers = ServersOf(parts, options, variable);
        foreach (var (name, value) in options)
        {
            try
            {
                DatabaseUrlOptions.Apply(builder, name, value);
            }
            catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException or FormatException or NotSupportedException
                or OverflowException or InvalidCastException)
            {
                // A password with a ? in it makes the rest of it look like an option, and an @ follows: never repeat that.
                var shown = parts.HasStrayAt ? "" : $" '{name}'";
                throw new FormatException($"{variable} has an option{shown} that is not known or has a wrong value.{parts.Advice}", exception);
            }
        }

        DatabasePassword.RefuseExample(builder.Password, variable);
        UseServers(builder, servers);
        return builder.ConnectionString;
    }

    /// <returns>Host and port of each server. <c>host</c> and <c>port</c> of the query win, as in libpq.</returns>
    private static List<(string Host, int Port)> ServersOf(DatabaseUrlParts parts, Dictionary<string, string> options, string variable)
    {
        if (!options.Remove("host", out var named))
        {
            options.Remove("hostaddr", out named);
        }

        options.Remove("port", out var numbers);
        var hosts = named is { Length: > 0 } ? named.Split(',') : [.. parts.Servers.Select(server => server.Host)];
        var ports = numbers is { Length: > 0 } ? numbers.Split(',') : [.. parts.Servers.Select(server => server.Port ?? "")];
        if (ports.Length != 1 && ports.Length != hosts.Length)
        {
            throw new FormatException($"{variable} has {hosts.Length} hosts and {ports.Length} ports: give one port for all, or one for each.");
        }

        return [.. hosts.Select((host, index) => (
            host.Trim() is { Length: > 0 } name ? name : "localhost",
            PortOf(ports[ports.Length == 1 ? 0 : index], parts, variable)))];
    }

    private static int PortOf(string text, DatabaseUrlParts parts, string variable)
    {
        if (text.Length == 0)
        {
            return DefaultPort;
        }

        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port)
            && port is >= 1 and <= 65_535
            ? port
            : throw new FormatException($"{variable} has a port that is no number from 1 to 65535.{parts.Advice}");
    }

    private static void UseServers(NpgsqlConnectionStringBuilder builder, List<(string Host, int Port)> servers)
    {
        if (servers is [var (host, port)])
        {
            (builder.Host, builder.Port) = (host, port);
            builder.Remove("Target Session Attributes"); // there is nothing to choose from; a standby is refused at the start
            return;
        }

        builder.Host = string.Join(',', servers.Select(server => Joined(server.Host, server.Port)));
        if (builder.TargetSessionAttributes is not { Length: > 0 })
        {
            builder.TargetSessionAttributes = "read-write";
        }

        if (!builder.ShouldSerialize("Host Recheck Seconds"))
        {
            builder.HostRecheckSeconds = HostRecheckSeconds;
        }
    }

    private static string Joined(string host, int port) =>
        host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]:{port}" : $"{host}:{port}";
}
