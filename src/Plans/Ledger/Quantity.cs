namespace AiDevFramework.Plans.Ledger;

/// <summary>A number of the idea that limits nothing.</summary>
/// <param name="Text">The user's own words.</param>
internal sealed record Quantity(string Text, decimal Value, string Unit);
