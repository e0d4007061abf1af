namespace AiDevFramework.Plans.Typed;

/// <summary>A number that is kept to.</summary>
/// <param name="Under">The situation in which it holds, where the text says one.</param>
public sealed record PlanLimit(decimal Value, string Unit, string? Under);
