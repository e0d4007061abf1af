using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Outlines;

/// <param name="Days">Working days; <see langword="null"/> where they cannot be read.</param>
/// <param name="Features">The identifiers, as the document has them.</param>
internal sealed record StageOutline(
    int Number, string Name, decimal? Days, string? Features, IReadOnlyList<OutlineItem> Deliverables, IReadOnlyList<OutlineItem> Gates)
{
    /// <summary>Index of the line that begins it; negative where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; } = -1;

    /// <summary>Where <see cref="Features"/> stand in the text, if they stand on their label's line; else both are negative.</summary>
    [JsonIgnore] public (int Start, int End) FeaturesPlace { get; init; } = (-1, -1);
}
