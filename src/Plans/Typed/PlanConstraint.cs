namespace AiDevFramework.Plans.Typed;

/// <summary>Something that the idea, or the request that brought it, demands.</summary>
/// <param name="Id"><c>C1</c></param>
/// <param name="Kind">hosting, technology, law, team, deadline, budget, integration, scope or other.</param>
/// <param name="Quote">The user's own words.</param>
/// <param name="Rule">What follows for the plan.</param>
/// <param name="Weeks">Whole weeks from the project's creation.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Date">ISO 8601.</param>
/// <param name="Hard">False for a wish.</param>
public sealed record PlanConstraint(
    string Id,
    string Kind,
    string Quote,
    string Rule,
    IReadOnlyList<string> Requires,
    IReadOnlyList<string> Forbids,
    int? People,
    int? Weeks,
    decimal? Amount,
    string? Currency,
    string? Date,
    bool Hard);
