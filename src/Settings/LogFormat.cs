namespace AiDevFramework.Settings;

/// <summary>The values of <c>LOG_FORMAT</c>.</summary>
public enum LogFormat
{
    /// <summary>Lines for people.</summary>
    Text = 0,

    /// <summary>One JSON object a line.</summary>
    Json = 1,
}
