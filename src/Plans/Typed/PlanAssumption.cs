using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>What the plan takes for true because the idea does not say it.</summary>
/// <param name="Id"><c>A1</c></param>
/// <param name="Question">The question that would settle it: <c>Q1</c>.</param>
public sealed record PlanAssumption(string Id, string Text, string? Question)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }
}
