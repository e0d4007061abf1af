namespace AiDevFramework.Settings;

/// <summary>The values of <c>LOG_LEVEL</c>, as Python names them.</summary>
public enum LogThreshold
{
    Debug = 0,
    Info = 1,
    Warning = 2,
    Error = 3,
    Critical = 4,
}
