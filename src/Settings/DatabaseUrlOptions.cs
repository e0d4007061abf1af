using System.Globalization;
using Npgsql;

namespace AiDevFramework.Settings;

/// <summary>
/// What the options of a database URL are called in Npgsql. Source: PostgreSQL manual, "Parameter Key Words" of libpq. Names of Npgsql's own
/// are taken as they are. One whose loss would make a connection less safe than asked for is refused.
/// </summary>
internal static class DatabaseUrlOptions
{
    /// <summary>The longest limit that Npgsql takes, in seconds.</summary>
    private const int LongestTimeout = 1024;

    /// <summary>They change nothing here that matters: the service has settings of its own for it, or the driver does.</summary>
    private static readonly string[] _withoutEffect =
        ["keepalives", "keepalives_count", "keepalives_interval", "tcp_user_timeout", "sslcompression", "sslsni", "fallback_application_name", "application_name"];

    /// <exception cref="ArgumentException">The option is not known or has a wrong value; other exceptions of Npgsql say the same.</exception>
    public static void Apply(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "connect_timeout":
                ApplyTimeout(builder, value);
                break;
            case "ssl" or "sslmode": // asyncpg spells it ssl
                builder["SSL Mode"] = value switch
                {
                    "true" or "1" => "require",
                    "false" or "0" => "disable",
                    _ => WithoutDashes(value),
                };
                break;
            case "load_balance_hosts":
                builder.LoadBalanceHosts = value switch
                {
                    "random" => true,
                    "disable" => false,
                    _ => throw new ArgumentException("Expected random or disable."),
                };
                break;
            case "keepalives_idle":
                builder.TcpKeepAliveTime = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
                break;
            case var ignored when _withoutEffect.Contains(ignored):
                break;
            default:
                builder[NpgsqlNameOf(name)] = Required(value);
                break;
        }
    }

    /// <summary>In libpq nothing, zero and less mean to wait for ever, which no start should; the service's own limit stays then.</summary>
    private static void ApplyTimeout(NpgsqlConnectionStringBuilder builder, string value)
    {
        var seconds = long.Parse(Required(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (seconds > 0)
        {
            builder.Timeout = (int)Math.Clamp(seconds, 2, LongestTimeout); // two is libpq's least
        }
    }

    private static string NpgsqlNameOf(string name) => name switch
    {
        "channel_binding" => "Channel Binding",
        "target_session_attrs" => "Target Session Attributes",
        "options" => "Options",
        "client_encoding" => "Client Encoding",
        "dbname" => "Database",
        "user" => "Username",
        "password" => "Password",
        "passfile" => "Passfile",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "sslpassword" => "SSL Password",
        "sslnegotiation" => "SSL Negotiation",
        "gssencmode" => "GSS Encryption Mode",
        "krbsrvname" => "Kerberos Service Name",
        "require_auth" => "Require Auth",
        _ => name,
    };

    private static string Required(string value) => value.Length > 0 ? value : throw new ArgumentException("The option has no value.");

    private static string WithoutDashes(string value) => Required(value).Replace("-", "", StringComparison.Ordinal);
}
