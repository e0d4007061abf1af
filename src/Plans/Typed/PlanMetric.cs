using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>A number that shows whether the product works.</summary>
/// <param name="Id"><c>M1</c></param>
/// <param name="Target">The number to reach with its unit; null where none is stated.</param>
/// <param name="Period">When or over which time; null where none is stated.</param>
public sealed record PlanMetric(string Id, string Name, string Text, string? Target, string? Period, IReadOnlyList<string> Features)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
