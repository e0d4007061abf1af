namespace AiDevFramework.Plans.Typed;

/// <summary>How much a first release needs a feature.</summary>
public enum PlanPriority
{
    Must,
    Should,
    Could,
}
