using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>A place where a constraint should be carried and is not, or is broken.</summary>
/// <param name="Excerpt">The words that break it.</param>
internal sealed record Gap(Constraint Constraint, DocumentType Document, string Message, string Suggestion, string? Excerpt = null);
