namespace AiDevFramework.Plans.Ledger;

/// <summary>Somebody who uses the product.</summary>
internal sealed record Role(string Name, string? Situation);
