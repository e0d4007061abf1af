using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Attempts;

/// <summary>The answer to a run that wants to reserve an attempt.</summary>
/// <param name="State">What the run goes on from.</param>
internal abstract record RunReservation(WorkflowState State)
{
    /// <summary>The attempt is stored and may be sent.</summary>
    internal sealed record Granted(WorkflowState State, AttemptRecord Attempt) : RunReservation(State);

    /// <summary>A budget has no room for it. Nothing was stored.</summary>
    internal sealed record Refused(WorkflowState State, StepFailure Reason) : RunReservation(State);
}
