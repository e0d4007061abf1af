using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Llm;

/// <summary>Whether an attempt at a model call may be sent.</summary>
internal abstract record Reservation
{
    private Reservation()
    {
    }

    /// <summary>It is stored and may be sent.</summary>
    internal sealed record Granted(IAttempt Attempt) : Reservation;

    /// <summary>No budget has room for it: nothing may be sent.</summary>
    internal sealed record Refused(StepFailure Reason) : Reservation;
}
