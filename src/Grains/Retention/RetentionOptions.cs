using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Grains.Retention;

/// <summary>How long is kept what nobody needs for ever.</summary>
public sealed class RetentionOptions
{
    /// <summary>How long the audit says who did what, in days, 1 to 36500. Default: 365.</summary>
    [ConfigurationKeyName("AUDIT_RETENTION_DAYS")]
    [Range(1, 36_500)]
    public int AuditRetentionDays { get; set; } = 365;

    /// <summary>How long a deleted project is kept where nobody sees it, before it is removed for good, in days, 0 to 36500; 0: it is removed at
    /// once. Default: 30.</summary>
    [ConfigurationKeyName("DELETED_RETENTION_DAYS")]
    [Range(0, 36_500)]
    public int DeletedRetentionDays { get; set; } = 30;
}
