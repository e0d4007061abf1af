using System.Text.Json.Serialization;

namespace AiDevFramework.Grains.Abstractions.Phases;

/// <param name="FeatureCountEstimate">Features the idea implies, 1 or more.</param>
/// <param name="ComplexDomain">Whether the domain itself (auth, payments, integrations) asks for event storming.</param>
[GenerateSerializer, Immutable, Alias("aidev.smart-detection-facts")]
public sealed record SmartDetectionFacts(
    [property: Id(0)] bool UseEventStorming,
    [property: Id(1)] int FeatureCountEstimate,
    [property: Id(2)] string Reasoning,
    [property: Id(3)] bool? ComplexDomain = null) : StepFacts
{
    public override ProjectMetadata AddTo(ProjectMetadata metadata) => metadata with
    {
        SmartDetection = this,
        UseEventStorming = UseEventStorming,
    };
}

public sealed partial record ProjectMetadata
{
    [Id(4), JsonPropertyOrder(4)] public SmartDetectionFacts? SmartDetection { get; init; }
}
