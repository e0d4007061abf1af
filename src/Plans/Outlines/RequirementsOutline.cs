using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Outlines;

/// <summary>What a requirements document says.</summary>
/// <param name="Complexity">As the document states it; <see langword="null"/> where it does not, or in a word that nobody knows.</param>
internal sealed record RequirementsOutline(
    string? ProductName,
    string? Vision,
    Complexity? Complexity,
    IReadOnlyList<OutlineItem> Roles,
    string? CoreValue,
    IReadOnlyList<OutlineItem> Assumptions,
    IReadOnlyList<FeatureOutline> Features,
    IReadOnlyList<OutlineItem> Stories,
    IReadOnlyList<OutlineItem> NonFunctional,
    IReadOnlyList<OutlineItem> Metrics,
    IReadOnlyList<OutlineItem> Constraints,
    IReadOnlyList<OutlineItem> Exclusions);
