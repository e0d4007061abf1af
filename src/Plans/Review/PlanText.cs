using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Plans.Review;

/// <summary>A stored document.</summary>
/// <param name="Version">From 1; one more with every change.</param>
/// <param name="Offline">Whether the offline planner wrote it.</param>
/// <param name="HasConcerns">Whether it was stored with errors that no model mended.</param>
public sealed record PlanText(DocumentType Type, string ContentMd, int Version, bool Offline, bool HasConcerns = false);
