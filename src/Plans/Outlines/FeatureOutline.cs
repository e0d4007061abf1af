namespace AiDevFramework.Plans.Outlines;

/// <param name="Number">As the document numbers it; where it does not, or does so twice, the next number that is free.</param>
internal sealed record FeatureOutline(int Number, string Name, string? Priority, string? Needs, string? Serves, IReadOnlyList<OutlineItem> Criteria);
