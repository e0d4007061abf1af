namespace AiDevFramework.Plans.Outlines;

/// <summary>What an event storming summary says.</summary>
internal sealed record StormingOutline(
    IReadOnlyList<OutlineItem> Events,
    IReadOnlyList<OutlineItem> Commands,
    IReadOnlyList<OutlineItem> Aggregates,
    IReadOnlyList<OutlineItem> Flows,
    IReadOnlyList<OutlineItem> Assumptions,
    IReadOnlyList<OutlineItem> Questions);
