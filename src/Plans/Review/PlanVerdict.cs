namespace AiDevFramework.Plans.Review;

/// <summary>What a plan is worth by now.</summary>
public enum PlanVerdict
{
    /// <summary>All documents are there, and no check found an error.</summary>
    Ready,

    /// <summary>A check found an error, or something was left out that a person has to accept.</summary>
    Concerns,

    /// <summary>The offline planner wrote a part of it, or a part is missing.</summary>
    Draft,

    /// <summary>From before there were checks, or from elsewhere: nobody asked yet.</summary>
    Unchecked,
}
