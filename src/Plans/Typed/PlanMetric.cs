using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>A number that shows whether the product works.</summary>
/// <param name="Id"><c>M1</c></param>
public sealed record PlanMetric(string Id, string Name, string Text, IReadOnlyList<string> Features)
{
    /// <summary>The number to reach with its unit; null where none is stated.</summary>
    public string? Target => Measures.Target(Text);

    /// <summary>When or over which time; null where none is stated.</summary>
    public string? Period => Measures.Period(Text);
    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
