using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Review;

/// <summary>A stored document.</summary>
/// <param name="Version">From 1; one more with every change.</param>
/// <param name="Offline">Whether the offline planner wrote it.</param>
/// <param name="HasConcerns">Whether it was stored with errors that no model mended.</param>
public sealed record PlanText(DocumentType Type, string ContentMd, int Version, bool Offline, bool HasConcerns = false)
{
    /// <summary>Whether the length limit of its model cut it, and no mend wrote its end.</summary>
    public bool IsCut { get; init; }

    /// <param name="contentMd">As it is stored. The first version is the only one that a document has yet.</param>
    public static PlanText Of(DocumentType type, string contentMd, DocumentMetadata metadata) =>
        new(type, contentMd, Version: 1, metadata.Offline is true, metadata.Verdict is PlanVerdict.Concerns)
        {
            IsCut = metadata.Findings?.Contains(CheckedDocument.BrokenOff) is true,
        };
}
