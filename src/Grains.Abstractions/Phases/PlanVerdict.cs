namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>What a plan is worth by now. Numbers are wire format.</summary>
public enum PlanVerdict
{
    /// <summary>All documents are there, and no check found an error.</summary>
    Ready = 0,

    /// <summary>A check found an error, or something was left out that a person has to accept.</summary>
    Concerns = 1,

    /// <summary>The offline planner wrote a part of it, or a part is missing.</summary>
    Draft = 2,

    /// <summary>From before there were checks, or from elsewhere: nobody asked yet.</summary>
    Unchecked = 3,
}
