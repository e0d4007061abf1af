namespace AiDevFramework.Plans.Typed;

/// <summary>One technology of a choice.</summary>
/// <param name="Reason">Why it was chosen; null where the document does not say.</param>
/// <param name="Serves">Identifiers of what it serves.</param>
public sealed record PlanPart(string Name, PlanRuntime Runs, string? Reason, IReadOnlyList<string> Serves);
