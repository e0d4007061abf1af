namespace AiDevFramework.Plans.Outlines;

/// <param name="Days">Working days; <see langword="null"/> where they cannot be read.</param>
/// <param name="Features">The identifiers, as the document has them.</param>
internal sealed record StageOutline(
    int Number, string Name, decimal? Days, string? Features, IReadOnlyList<OutlineItem> Deliverables, IReadOnlyList<OutlineItem> Gates);
