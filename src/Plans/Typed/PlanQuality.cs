using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>A non-functional requirement.</summary>
/// <param name="Id"><c>NFR1</c></param>
/// <param name="Quality">Performance, Security, …: as the document names it.</param>
public sealed record PlanQuality(string Id, string Quality, string Text)
{
    public IReadOnlyList<PlanLimit> Limits => Measures.Limits(Text);
    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
