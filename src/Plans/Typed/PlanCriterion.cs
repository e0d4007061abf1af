using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>How a feature is accepted.</summary>
/// <param name="Id"><c>AC6.2</c>; the first number says where it was born.</param>
public sealed record PlanCriterion(string Id, string Text)
{
    /// <summary>Whether it is about something that goes wrong.</summary>
    public bool Unwanted => UnwantedWords.In(Text);

    /// <summary>The numbers that it states, with their units.</summary>
    public IReadOnlyList<string> Numbers => Measures.Texts(Text);
    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
