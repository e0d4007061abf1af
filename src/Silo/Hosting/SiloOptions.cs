using System.ComponentModel.DataAnnotations;
using AiDevFramework.Hosting;
using AiDevFramework.Settings;

namespace AiDevFramework.Silo.Hosting;

/// <summary>A silo's own process: where it tells of its health, and how much it logs. A bad value stops it at start.</summary>
public sealed class SiloOptions : IValidatableObject
{
    /// <summary>Address of the health endpoints: an IP address, <c>localhost</c>, or <c>*</c>. Default: every IPv4 address.</summary>
    [ConfigurationKeyName("HOST")]
    [Required]
    public string Host { get; set; } = "0.0.0.0";

    /// <summary>Port of the health endpoints, 0 to 65535; 0 takes a free one. Default: 8081.</summary>
    [ConfigurationKeyName("PORT")]
    [Range(0, 65_535)]
    public int Port { get; set; } = 8081;

    /// <summary>Logs at DEBUG whatever <see cref="LogLevel"/> says. Default: off.</summary>
    [ConfigurationKeyName("DEBUG")]
    public bool Debug { get; set; }

    /// <summary>How much is logged: DEBUG, INFO, WARNING, ERROR or CRITICAL. Default: INFO.</summary>
    [ConfigurationKeyName("LOG_LEVEL")]
    public LogThreshold LogLevel { get; set; } = LogThreshold.Info;

    /// <summary>How the log is written: TEXT, or JSON for one object a line. Default: TEXT.</summary>
    [ConfigurationKeyName("LOG_FORMAT")]
    public LogFormat LogFormat { get; set; } = LogFormat.Text;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => HttpEndpoint.IsHost(Host)
        ? []
        : [new ValidationResult($"HOST is '{ShownValue.Of(Host)}', expected an IP address, localhost, or * for every address.")];
}
