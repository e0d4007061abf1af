namespace AiDevFramework.Plans.Typed;

/// <summary>A number of the idea that limits nothing.</summary>
public sealed record PlanQuantity(string Text, decimal Value, string Unit);
