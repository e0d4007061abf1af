using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>A yes or a no at the end of a stage.</summary>
/// <param name="Proves">Identifiers of criteria, requirements, features and constraints.</param>
public sealed record PlanGate(string Text, IReadOnlyList<string> Proves)
{
    /// <summary>Whether it is about something that goes wrong.</summary>
    public bool Unwanted => UnwantedWords.In(Text);
    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
