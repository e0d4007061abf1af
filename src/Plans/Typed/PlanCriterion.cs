using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>How a feature is accepted.</summary>
/// <param name="Id"><c>AC6.2</c>; the first number says where it was born.</param>
/// <param name="Unwanted">Whether it is about something that goes wrong.</param>
/// <param name="Numbers">The numbers that it states, with their units.</param>
public sealed record PlanCriterion(string Id, string Text, bool Unwanted, IReadOnlyList<string> Numbers)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
