using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>A limit that code has read in a clause.</summary>
/// <param name="Key">Tells two limits of a kind apart: the name of a law, of a technology.</param>
/// <param name="First">Index of the first token that says so.</param>
/// <param name="End">Index of the token behind the last one.</param>
internal sealed record FoundLimit(ConstraintKind Kind, string Key, int First, int End)
{
    /// <summary>How the idea spells the key.</summary>
    public string Name { get; init; } = "";

    public int? People { get; init; }

    public int? Weeks { get; init; }

    public DateOnly? Date { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public IReadOnlyList<string> Requires { get; init; } = [];

    public IReadOnlyList<string> Forbids { get; init; } = [];
}
