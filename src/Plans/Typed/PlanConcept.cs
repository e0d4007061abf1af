using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>A domain event, a command or an aggregate.</summary>
/// <param name="Name">Its identity: it is spelt alike everywhere.</param>
/// <param name="Events">Names of the events that it leads to or owns; empty for an event.</param>
public sealed record PlanConcept(string Name, string Text, IReadOnlyList<string> Events)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }
}
