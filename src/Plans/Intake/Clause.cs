namespace AiDevFramework.Plans.Intake;

/// <summary>What stands between two commas, outside brackets.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index of the token behind its last one.</param>
/// <param name="IsLabelled">Whether it belongs to a list of constraints: "Constraints: …".</param>
internal readonly record struct Clause(int First, int End, bool IsLabelled);
