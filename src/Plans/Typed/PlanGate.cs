using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>A yes or a no at the end of a stage.</summary>
/// <param name="Proves">Identifiers of criteria, requirements, features and constraints.</param>
/// <param name="Unwanted">Whether it is about something that goes wrong.</param>
public sealed record PlanGate(string Text, IReadOnlyList<string> Proves, bool Unwanted)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
