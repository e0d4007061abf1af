namespace AiDevFramework.Plans.Review;

/// <summary>All that a plan is made of.</summary>
/// <param name="LedgerJson">As the project's column holds it; null where it has none.</param>
/// <param name="Documents">In any order.</param>
/// <param name="WasChecked">Whether the product checked the documents when it stored them. Those from before are UNCHECKED until somebody asks.</param>
public sealed record PlanSource(Guid ProjectId, string Idea, string? LedgerJson, IReadOnlyList<PlanText> Documents, bool WasChecked);
