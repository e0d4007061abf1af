namespace AiDevFramework.Plans.Typed;

/// <summary>Where a part of the product runs.</summary>
public enum PlanRuntime
{
    Unsaid,
    OnPremise,
    Cloud,
    Saas,
    Client,
}
