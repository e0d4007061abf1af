using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Findings;

/// <summary>What checks look at: all that a project has by now.</summary>
/// <param name="Idea">As the user stated it.</param>
/// <param name="Documents">In the order in which they are written; those that there are.</param>
internal sealed record CheckInput(string Idea, ProjectLedger Ledger, IReadOnlyList<CheckedDocument> Documents)
{
    private TypedPlan? _plan;

    /// <summary>A changed copy has a plan of its own.</summary>
    private CheckInput(CheckInput other) => (Idea, Ledger, Documents, Written) = (other.Idea, other.Ledger, other.Documents, other.Written);

    /// <summary>The one document that findings are wanted of; <see langword="null"/>: all.</summary>
    public DocumentType? Written { get; init; }

    /// <summary>The documents that findings are wanted of.</summary>
    public IEnumerable<CheckedDocument> Looked => Written is { } type ? Documents.Where(document => document.Type == type) : Documents;

    /// <summary>What the documents and the ledger say, typed.</summary>
    public TypedPlan Plan => _plan ??= PlanReader.Read([.. Documents.Select(document => new ReadDocument(document.Type, document.Reading))], Ledger);

    public CheckedDocument? Find(DocumentType type) => Documents.FirstOrDefault(document => document.Type == type);
}
