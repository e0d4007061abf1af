using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>Something that somebody else runs.</summary>
/// <param name="WhenDown">What happens when it is not there; null where the document does not say.</param>
public sealed record PlanService(string Name, string Purpose, IReadOnlyList<string> Serves, string? WhenDown)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
