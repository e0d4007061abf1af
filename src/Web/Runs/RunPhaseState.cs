namespace AiDevFramework.Web.Runs;

/// <summary>Where a phase of a run stands.</summary>
public enum RunPhaseState
{
    ToCome = 0,
    Running = 1,
    Done = 2,
    Failed = 3,

    /// <summary>Somebody stopped the run in it.</summary>
    Stopped = 4,

    /// <summary>The idea needs it not.</summary>
    LeftOut = 5,
}
