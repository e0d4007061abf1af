using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Grains.Telemetry;

/// <summary>Where traces of model calls go. Without keys nothing is sent.</summary>
public sealed class LangfuseOptions : IValidatableObject
{
    [ConfigurationKeyName("LANGFUSE_PUBLIC_KEY")]
    public string PublicKey { get; set; } = "";

    /// <summary>Secret: set in the environment, never in a committed file.</summary>
    [ConfigurationKeyName("LANGFUSE_SECRET_KEY")]
    public string SecretKey { get; set; } = "";

    /// <summary>Root of the LangFuse instance. Default: the public cloud.</summary>
    [ConfigurationKeyName("LANGFUSE_HOST")]
    [Required, Url]
    public string Host { get; set; } = "https://cloud.langfuse.com";

    public bool Enabled => PublicKey.Length > 0 && SecretKey.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicKey.Length > 0 != SecretKey.Length > 0)
        {
            yield return new ValidationResult("LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY belong together: set both or neither.");
        }
    }
}
