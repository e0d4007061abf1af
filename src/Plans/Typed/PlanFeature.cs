using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Typed;

/// <summary>A capability that a person can use and that can be accepted on its own.</summary>
/// <param name="Id"><c>F6</c></param>
/// <param name="Needs">Features that it builds on.</param>
/// <param name="Serves">Names of the domain events that it brings about.</param>
/// <param name="Constraints">Identifiers of the constraints that it carries.</param>
/// <param name="DescriptionMd">Markdown that a model wrote: untrusted.</param>
public sealed record PlanFeature(
    string Id,
    string Name,
    PlanPriority? Priority,
    IReadOnlyList<string> Needs,
    IReadOnlyList<string> Serves,
    IReadOnlyList<string> Constraints,
    string DescriptionMd,
    IReadOnlyList<PlanCriterion> Criteria)
{    /// <summary>The line of its document, from 1; 0 where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; }

    /// <summary>References that are none of a constraint: for checks.</summary>
    [JsonIgnore] public IReadOnlyList<PlanReference> References { get; init; } = [];
}
