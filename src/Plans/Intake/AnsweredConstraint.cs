namespace AiDevFramework.Plans.Intake;

/// <summary>A constraint as a model sees it.</summary>
/// <param name="Kind">A name of <see cref="Ledger.ConstraintKind"/>, or anything else.</param>
/// <param name="Quote">What it takes for the idea's words.</param>
internal sealed record AnsweredConstraint(string? Kind, string? Quote, string? Rule);
