namespace AiDevFramework.Web.Runs;

/// <param name="Typed">The amount as it was typed.</param>
public sealed record BudgetChoice(BudgetKind Kind, string Typed);
