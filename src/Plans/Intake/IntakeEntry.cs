using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>A constraint before it has its number.</summary>
/// <param name="Range">Where its quotation stands in the idea; empty for one that the request states.</param>
/// <param name="Constraint">Complete but for its id.</param>
internal sealed record IntakeEntry(TextRange Range, Constraint Constraint);
