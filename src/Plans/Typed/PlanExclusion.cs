namespace AiDevFramework.Plans.Typed;

/// <summary>What the first release leaves out.</summary>
public sealed record PlanExclusion(string Text, string? Because);
