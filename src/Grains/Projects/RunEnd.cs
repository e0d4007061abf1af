using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Projects;

/// <summary>How a run left its silo.</summary>
/// <param name="State">What is stored, with the ends of attempts that the next transition is to store.</param>
internal sealed record RunEnd(RunEndReason Reason, WorkflowState State)
{
    /// <summary>Attempts that were reserved and not sent, and which nobody but this silo can tell from lost ones.</summary>
    public IReadOnlyList<Guid> Unsent { get; init; } = [];
}

internal enum RunEndReason
{
    /// <summary>The project has no next step.</summary>
    Finished,

    /// <summary>A command stopped it, or the activation ends.</summary>
    Stopped,

    /// <summary>The silo stops: the run is to be given back.</summary>
    SiloStops,

    /// <summary>Something of ours broke, or another silo has the run: what is known of it may be wrong.</summary>
    Broken,
}
