using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.RegularExpressions;
using AiDevFramework.Settings;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>Where traces of runs, phases and model calls go. Without keys nothing is sent.</summary>
public sealed partial class LangfuseOptions : IValidatableObject
{
    /// <summary>Public key of the Langfuse project. Both keys or none, on silos or the one process that is everything.</summary>
    [ConfigurationKeyName("LANGFUSE_PUBLIC_KEY")]
    public string PublicKey { get; set; } = "";

    /// <summary>Secret. The key that belongs to it.</summary>
    [ConfigurationKeyName("LANGFUSE_SECRET_KEY")]
    public string SecretKey { get; set; } = "";

    /// <summary>Root of the Langfuse instance. <c>LANGFUSE_BASE_URL</c> and <c>LANGFUSE_BASEURL</c>, as the vendor's libraries call it, mean
    /// the same.</summary>
    [ConfigurationKeyName("LANGFUSE_HOST")]
    [SettingAlias("LANGFUSE_BASE_URL", "LANGFUSE_BASEURL")]
    [Required, Url]
    public string Host { get; set; } = "https://cloud.langfuse.com";

    /// <summary>Environment that Langfuse files the traces under: lower case letters, digits, <c>-</c> and <c>_</c>, up to 40.
    /// Default: that of the host, <c>production</c> or <c>development</c>.</summary>
    /// <example>production</example>
    [ConfigurationKeyName("LANGFUSE_TRACING_ENVIRONMENT")]
    public string Environment { get; set; } = "";

    /// <summary>Release that the traces belong to. Default: the version of the program.</summary>
    /// <example>1.0.0</example>
    [ConfigurationKeyName("LANGFUSE_RELEASE")]
    [StringLength(200)]
    public string Release { get; set; } = "";

    /// <summary>How traces get there: <c>OTLP</c>, which Langfuse has from version 3.22 on, or <c>LEGACY</c> for an older instance.</summary>
    [ConfigurationKeyName("LANGFUSE_INGESTION")]
    public LangfuseProtocol Ingestion { get; set; } = LangfuseProtocol.Otlp;

    /// <summary>Secret.</summary>
    public string Credentials => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{PublicKey}:{SecretKey}"));

    public bool Enabled => PublicKey.Length > 0 && SecretKey.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicKey.Length > 0 != SecretKey.Length > 0)
        {
            yield return new ValidationResult("LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY belong together: set both or neither.");
        }

        if (Uri.TryCreate(Host, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeFtp)
        {
            yield return new ValidationResult("LANGFUSE_HOST must be an http or https URL."); // all that [Url] lets through
        }

        if (Environment.Length > 0 && !EnvironmentName().IsMatch(Environment))
        {
            yield return new ValidationResult(
                "LANGFUSE_TRACING_ENVIRONMENT may have 40 lower case letters, digits, hyphens and underscores, and must not begin with 'langfuse'.");
        }
    }

    [GeneratedRegex("^(?!langfuse)[a-z0-9_-]{1,40}$")]
    public static partial Regex EnvironmentName();
}

public enum LangfuseProtocol
{
    Otlp = 0,

    /// <summary>The ingestion endpoint of version 2, which version 3 still has and version 4 has not.</summary>
    Legacy = 1,
}
