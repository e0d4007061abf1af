namespace AiDevFramework.Plans.Typed;

/// <summary>An identifier that an item names in a place where it counts.</summary>
/// <param name="Id">In its usual form: <c>AC2.1</c>.</param>
/// <param name="IsCertain">Whether it can be nothing but a reference. "A4" alone in brackets may be a size of paper.</param>
public sealed record PlanReference(string Id, bool IsCertain);
