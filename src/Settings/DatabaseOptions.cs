using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Settings;

/// <summary>
/// Which database to use: <c>DATABASE_URL</c>, or any <c>POSTGRES_*</c>, means PostgreSQL; neither means the SQLite file
/// <c>aidev.db</c> in <c>DATA_DIR</c>. A bad value stops the process at start.
/// </summary>
public sealed class DatabaseOptions : IValidatableObject
{
    /// <summary>Secret. <c>postgresql://</c>, <c>postgres://</c> or <c>postgresql+asyncpg://</c>, user and password percent-encoded, with
    /// options as libpq has them. Several servers may be named with commas between: the primary is used, unless <c>target_session_attrs</c> says
    /// otherwise. Wins over the parts below.</summary>
    /// <example>postgresql://postgres:postgres@localhost:5432/ai_dev_framework</example>
    [ConfigurationKeyName("DATABASE_URL")]
    public string? Url { get; set; }

    /// <summary>Host of the PostgreSQL server.</summary>
    /// <example>localhost</example>
    [ConfigurationKeyName("POSTGRES_SERVER")]
    public string? Server { get; set; }

    /// <summary>Port of the PostgreSQL server, 1 to 65535.</summary>
    /// <example>5432</example>
    [ConfigurationKeyName("POSTGRES_PORT"), Range(1, 65535)]
    public int? Port { get; set; }

    /// <summary>User of the PostgreSQL server.</summary>
    /// <example>postgres</example>
    [ConfigurationKeyName("POSTGRES_USER")]
    public string? User { get; set; }

    /// <summary>Secret. Password of that user.</summary>
    [ConfigurationKeyName("POSTGRES_PASSWORD")]
    public string? Password { get; set; }

    /// <summary>File with the password, instead of <c>POSTGRES_PASSWORD</c>: one line, read at the start. Default: none.</summary>
    [ConfigurationKeyName("POSTGRES_PASSWORD_FILE")]
    public string? PasswordFile { get; set => field = value is null ? null : HomeFolder.Expand(value); }

    /// <summary>Name of the database.</summary>
    /// <example>ai_dev_framework</example>
    [ConfigurationKeyName("POSTGRES_DB")]
    public string? Database { get; set; }

    /// <summary>Folder of the SQLite file and of what the process keeps for itself. Default: <c>data</c>. A relative one begins beside
    /// the solution, or beside a published program.</summary>
    [ConfigurationKeyName("DATA_DIR")]
    public string DataDir { get; set; } = "data";

    public bool UsesPostgres => Url is { Length: > 0 } || Server is not null || Port is not null || User is not null
        || Password is not null || PasswordFile is not null || Database is not null;

    public string SqlitePath => Path.Combine(HomeFolder.FullPath(DataDir), "aidev.db");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var error = default(string);
        try
        {
            DatabaseUrl.ConnectionString(this);
        }
        catch (FormatException exception)
        {
            error = exception.Message; // names the variable, never its password
        }

        return error is null ? [] : [new ValidationResult(error, [nameof(Url)])];
    }
}
