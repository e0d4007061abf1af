namespace AiDevFramework.Plans.Ledger;

/// <summary>Words of the idea that sound like a limit and were not understood as one.</summary>
/// <param name="IsAssumption">Whether they hold a number of time, money, people or load: the plan assumes something of it.</param>
internal sealed record IntakeNote(string Text, bool IsAssumption);
