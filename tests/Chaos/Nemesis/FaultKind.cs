namespace AiDevFramework.Chaos.Nemesis;

internal enum FaultKind
{
    /// <summary>SIGKILL of a silo at a fault point.</summary>
    KillAtPoint,

    /// <summary>SIGKILL of a silo at a point of a mend.</summary>
    KillInMend,

    /// <summary>SIGKILL of a silo at any time.</summary>
    Kill,

    /// <summary>SIGKILL of all silos at once.</summary>
    KillAll,

    /// <summary>SIGTERM of a silo, at a fault point or at any time.</summary>
    Terminate,

    /// <summary>SIGSTOP of a silo at a fault point, until the others have voted it out; then SIGCONT.</summary>
    FreezeAtPoint,

    /// <summary>SIGSTOP and SIGCONT, too short to be voted out.</summary>
    Hiccup,

    /// <summary>SIGKILL of a gateway.</summary>
    KillGateway,

    /// <summary>An immediate restart of PostgreSQL, as after a crash.</summary>
    RestartDatabase,

    /// <summary>pg_terminate_backend of some connections of the service.</summary>
    KillBackends,

    /// <summary>Commits that are executed and whose answer is lost.</summary>
    LoseAnswer,

    /// <summary>Commits that fail before they are executed.</summary>
    LoseCommit,
}
