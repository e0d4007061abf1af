using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>What a project's plan is read from.</summary>
/// <param name="LedgerJson">What its idea demands, as its column holds it; <see langword="null"/> where it has none.</param>
/// <param name="Documents">In the order they were written.</param>
/// <param name="WasChecked">Whether its documents were checked when they were stored.</param>
[GenerateSerializer, Immutable, Alias("aidev.plan-material")]
public sealed record PlanMaterial(
    [property: Id(0)] string Idea,
    [property: Id(1)] string? LedgerJson,
    [property: Id(2)] IReadOnlyList<DocumentView> Documents,
    [property: Id(3)] bool WasChecked);
