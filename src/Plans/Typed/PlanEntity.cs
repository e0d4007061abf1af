using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>Something that is kept.</summary>
/// <param name="Fields">As the document lists them.</param>
public sealed record PlanEntity(string Name, string Fields, IReadOnlyList<string> Features)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
