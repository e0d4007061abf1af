using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>How others reach the product, or it them.</summary>
/// <param name="Id"><c>I1</c></param>
public sealed record PlanInterface(string Id, string Name, string Text, IReadOnlyList<string> Features)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
