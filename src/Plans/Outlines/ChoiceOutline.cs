using System.Text.Json.Serialization;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Outlines;

/// <param name="Slot">Frontend, backend, database or infrastructure.</param>
/// <param name="Choice">One line; empty where there is none.</param>
internal sealed record ChoiceOutline(Term Slot, string Choice, string? Runs, IReadOnlyList<OutlineItem> Justification)
{
    /// <summary>Index of the line of its heading; negative where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; } = -1;
}
