using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>A part of the work that ends in something that can be shown.</summary>
/// <param name="Number">Its position, from 1: no identity.</param>
/// <param name="Days">Working days; weeks are days / 5. Null where they cannot be read.</param>
/// <param name="Features">Identifiers of the features that it completes.</param>
public sealed record PlanStage(
    int Number, string Name, decimal? Days, IReadOnlyList<string> Features, IReadOnlyList<PlanTask> Tasks, IReadOnlyList<PlanGate> Gates)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    /// <summary>The identifiers as the label lists them, those that nothing has included.</summary>
    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
