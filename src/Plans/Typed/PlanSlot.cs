using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>A section of the tech stack.</summary>
/// <param name="Slot">frontend, backend, database or infrastructure.</param>
/// <param name="Choice">The line as it is written.</param>
/// <param name="Rejected">Alternatives and why they lost.</param>
public sealed record PlanSlot(string Slot, string Choice, IReadOnlyList<PlanPart> Parts, IReadOnlyList<string> Rejected)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    /// <summary>Of the whole justification.</summary>
    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
