namespace AiDevFramework.Grains.Abstractions.Projects;

/// <param name="Next">Where the next page begins; <see langword="null"/> on the last one.</param>
/// <param name="WasCut">Whether a search found more projects than it looks at: older ones are missing.</param>
[GenerateSerializer, Immutable, Alias("aidev.project-list-page")]
public sealed record ProjectListPage(
    [property: Id(0)] IReadOnlyList<ProjectListRow> Rows,
    [property: Id(1)] ProjectListPlace? Next,
    [property: Id(2)] bool WasCut = false);
