using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Findings;

/// <summary>What checks look at: all that a project has by now.</summary>
/// <param name="Idea">As the user stated it.</param>
/// <param name="Documents">In the order in which they are written; those that there are.</param>
internal sealed record CheckInput(string Idea, ProjectLedger Ledger, IReadOnlyList<CheckedDocument> Documents)
{
    public CheckedDocument? Find(DocumentType type) => Documents.FirstOrDefault(document => document.Type == type);
}
