using System.Text.Json.Serialization;

namespace AiDevFramework.Plans.Outlines;

/// <param name="Number">As the document numbers it; where it does not, or does so twice, the next number that is free.</param>
internal sealed record FeatureOutline(int Number, string Name, string? Priority, string? Needs, string? Serves, IReadOnlyList<OutlineItem> Criteria)
{
    /// <summary>Index of the line that begins it; negative where nobody noted it.</summary>
    [JsonIgnore] public int Line { get; init; } = -1;

    /// <summary>Index of the line behind its last.</summary>
    [JsonIgnore] public int End { get; init; } = -1;

    /// <summary>The number as it is written; <see langword="null"/> where none is.</summary>
    [JsonIgnore] public int? Written { get; init; }

    /// <summary>What it does, in Markdown: all that stands under its heading but labels of one line and criteria.</summary>
    [JsonIgnore] public string Description { get; init; } = "";
}
