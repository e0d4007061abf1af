using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>A feature or a criterion that the plan leaves out.</summary>
/// <param name="Id"><c>X1</c></param>
/// <param name="Item"><c>F8</c> or <c>AC7.3</c>; null where the text names none.</param>
/// <param name="Days">Working days that it would take; null where the text does not say.</param>
public sealed record PlanCut(string Id, string? Item, decimal? Days, PlanCutCause Cause, string Text)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
