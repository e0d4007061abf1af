namespace AiDevFramework.Plans.Ledger;

/// <summary>What a person's working day costs, as the idea says.</summary>
/// <param name="Currency">ISO 4217.</param>
internal sealed record DayRate(decimal Amount, string Currency);
