namespace AiDevFramework.ChaosSilo.Faults;

internal enum FaultAction
{
    /// <summary>SIGKILL to this process.</summary>
    Kill,

    /// <summary>SIGTERM to this process.</summary>
    Terminate,

    /// <summary>SIGSTOP to this process, until somebody continues it.</summary>
    Stop,

    /// <summary>Fails as a lost connection to the database does. Only around commits: before one it was not executed, after it
    /// it was.</summary>
    Throw,

    /// <summary>Waits.</summary>
    Delay,
}
