namespace AiDevFramework.Plans.Ledger;

/// <summary>Something that the idea, or the request that brought it, demands of the plan.</summary>
/// <param name="Id"><c>C1</c>. Given once, and never to anything else of the project.</param>
/// <param name="Quote">The user's own words on one line, at most <see cref="MaxQuote"/> characters.</param>
/// <param name="Rule">What follows for the plan, in its language.</param>
/// <param name="Hard"><see langword="false"/> for a wish: "ideally", "möglichst".</param>
internal sealed record Constraint(string Id, ConstraintKind Kind, string Quote, string Rule, bool Hard)
{
    public const int MaxQuote = 300;

    public const int MaxRule = 200;

    /// <summary>Names that have to occur: <c>postgresql</c>, <c>on-premise</c>.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Names and categories that must not: <c>public-cloud</c>, <c>database:*!postgresql</c>.</summary>
    public IReadOnlyList<string> Forbids { get; init; } = [];

    public int? People { get; init; }

    /// <summary>Whole weeks from the project's creation.</summary>
    public int? Weeks { get; init; }

    public decimal? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    public DateOnly? Date { get; init; }

    /// <summary>Whether the request stated it, beside the idea.</summary>
    public bool Stated { get; init; }
}
