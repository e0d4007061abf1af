using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Views;
using AiDevFramework.Web.Markdown;

namespace AiDevFramework.Web.DocumentPage;

/// <summary>A document as a page shows it.</summary>
/// <param name="Idea">As the user stated it.</param>
/// <param name="Others">All documents that the project has, this one included.</param>
/// <param name="Whole">Findings about the whole of it, which stand above.</param>
/// <param name="Near">What stands in it, with what it names and what names it.</param>
public sealed record DocumentModel(
    Guid ProjectId,
    string Idea,
    DocumentView Document,
    IReadOnlyList<DocumentType> Others,
    RenderedDocument Rendered,
    IReadOnlyList<FindingView> Whole,
    IReadOnlyList<TraceView> Near,
    ItemLinks Links)
{
    public DocumentType Type => Document.Type;

    public DocumentMetadata Facts => Document.Metadata;

    /// <summary>Whether nobody asked a model for it.</summary>
    public bool IsWithoutModel => Facts.Offline is true || Facts.Recorded is true;

    public PlanVerdict? Verdict => Facts.Verdict;
}
