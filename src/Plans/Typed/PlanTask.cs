using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>Something to do, with what comes of it.</summary>
/// <param name="Id"><c>T1.3</c>; the first number says where it was born.</param>
/// <param name="Serves">Identifiers of features, criteria, requirements and constraints.</param>
/// <param name="After">Tasks that have to be done before.</param>
/// <param name="Days">Working days; null where the text does not say.</param>
/// <param name="LeadDays">Working days that others need before it can be done.</param>
/// <param name="Verify">Identifiers of what proves that it is done.</param>
public sealed record PlanTask(
    string Id,
    string Name,
    string Text,
    IReadOnlyList<string> Serves,
    IReadOnlyList<string> After,
    decimal? Days,
    decimal? LeadDays,
    IReadOnlyList<string> Verify)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
