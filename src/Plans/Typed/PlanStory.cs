using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>What somebody wants of the product, and why.</summary>
/// <param name="Id"><c>US1</c></param>
public sealed record PlanStory(string Id, string Text, IReadOnlyList<string> Features)
{
    /// <summary>Who speaks, where the text says it in a usual form.</summary>
    public string? Role => StoryRole.Of(Text);
    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
