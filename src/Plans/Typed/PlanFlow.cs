using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>How one event leads to the next.</summary>
/// <param name="Steps">In their order, as the document has them.</param>
public sealed record PlanFlow(string Name, IReadOnlyList<string> Steps)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }
}
