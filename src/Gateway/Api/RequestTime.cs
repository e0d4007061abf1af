namespace AiDevFramework.Gateway.Api;

/// <summary>
/// How long a request waits for what stands behind the gateway, so that it is answered within five seconds whatever hangs there.
/// Orleans looks for calls that are over once a second only: its own timeouts would add up to more.
/// </summary>
internal static class RequestTime
{
    /// <summary>For the lease of a client's rate limit.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    /// <summary>For a command to a project, or for a read with all of its tries.</summary>
    public static readonly TimeSpan Work = TimeSpan.FromSeconds(3);
}
