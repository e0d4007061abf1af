namespace AiDevFramework.Plans.Outlines;

/// <summary>What a tech stack document says.</summary>
internal sealed record StackOutline(IReadOnlyList<ChoiceOutline> Choices, IReadOnlyList<OutlineItem> Services);
