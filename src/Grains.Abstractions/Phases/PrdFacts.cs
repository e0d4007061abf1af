using System.Text.Json.Serialization;

namespace AiDevFramework.Grains.Abstractions.Phases;

[GenerateSerializer, Immutable, Alias("aidev.prd-facts")]
public sealed record PrdFacts(
    [property: Id(0)] int FeatureCount,
    [property: Id(1)] Complexity Complexity) : StepFacts
{
    public override ProjectMetadata AddTo(ProjectMetadata metadata) => metadata with { Prd = this };
}

public sealed partial record ProjectMetadata
{
    [Id(6), JsonPropertyOrder(6)] public PrdFacts? Prd { get; init; }
}
