namespace AiDevFramework.Plans.Typed;

/// <summary>Why something was left out.</summary>
public enum PlanCutCause
{
    Unknown,
    Capacity,
    Constraint,
    Person,
}
