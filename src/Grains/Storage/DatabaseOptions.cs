using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Grains.Storage;

/// <summary>
/// Which database to use: <c>DATABASE_URL</c>, or any <c>POSTGRES_*</c>, means PostgreSQL; neither means the SQLite file
/// <c>aidev.db</c> in <c>DATA_DIR</c>. A bad value stops the process at start.
/// </summary>
public sealed class DatabaseOptions : IValidatableObject
{
    /// <summary>Secret. <c>postgresql://</c>, <c>postgres://</c> or <c>postgresql+asyncpg://</c>; wins over the parts.</summary>
    [ConfigurationKeyName("DATABASE_URL")]
    public string? Url { get; set; }

    [ConfigurationKeyName("POSTGRES_SERVER")]
    public string? Server { get; set; }

    [ConfigurationKeyName("POSTGRES_PORT"), Range(1, 65535)]
    public int? Port { get; set; }

    [ConfigurationKeyName("POSTGRES_USER")]
    public string? User { get; set; }

    /// <summary>Secret.</summary>
    [ConfigurationKeyName("POSTGRES_PASSWORD")]
    public string? Password { get; set; }

    [ConfigurationKeyName("POSTGRES_DB")]
    public string? Database { get; set; }

    /// <summary>Folder of the SQLite file and of what the process keeps for itself. Default: <c>data</c>, below the
    /// folder that the process was started in.</summary>
    [ConfigurationKeyName("DATA_DIR")]
    public string DataDir { get; set; } = "data";

    public bool UsesPostgres => Url is { Length: > 0 } || Server is not null || Port is not null || User is not null
        || Password is not null || Database is not null;

    public string SqlitePath => Path.Combine(Path.GetFullPath(DataDir), "aidev.db");

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
