namespace AiDevFramework.Plans.Typed;

/// <summary>Somebody who uses the product.</summary>
public sealed record PlanRole(string Name, string? Situation);
