using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Outlines;

/// <summary>What a tech stack document says.</summary>
internal sealed record StackOutline(IReadOnlyList<ChoiceOutline> Choices, IReadOnlyList<OutlineItem> Services)
{
    /// <summary>Of the section "Data Model", where there is one.</summary>
    [JsonIgnore] public IReadOnlyList<OutlineItem> Entities { get; init; } = [];

    /// <summary>Of the section "Interfaces", where there is one.</summary>
    [JsonIgnore] public IReadOnlyList<OutlineItem> Interfaces { get; init; } = [];
}
