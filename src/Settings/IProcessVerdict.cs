namespace AiDevFramework.Settings;

/// <summary>Knows whether the process ended because it could not go on, for its exit code.</summary>
internal interface IProcessVerdict
{
    bool HasFailed { get; }
}
