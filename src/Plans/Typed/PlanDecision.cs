namespace AiDevFramework.Plans.Typed;

/// <summary>Something that was decided, and by whom.</summary>
/// <param name="Id"><c>D1</c></param>
public sealed record PlanDecision(string Id, string Text, string? Because, IReadOnlyList<string> Alternatives, string? By, IReadOnlyList<string> Touches);
