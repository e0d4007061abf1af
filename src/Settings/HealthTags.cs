namespace AiDevFramework.Settings;

/// <summary>What a health check says of itself.</summary>
public static class HealthTags
{
    /// <summary>The log has a line of its own about what this check finds.</summary>
    public const string Logged = "logged";
}
