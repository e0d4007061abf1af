using System.Text.Json.Serialization;

namespace AiDevFramework.Grains.Abstractions.Phases;

/// <param name="FeatureCount">Features the approach was chosen for; <see langword="null"/> where the model did not say.</param>
[GenerateSerializer, Immutable, Alias("aidev.approach-facts")]
public sealed record ApproachFacts(
    [property: Id(0)] Approach Approach,
    [property: Id(1)] string Reasoning,
    [property: Id(2)] int? FeatureCount = null) : StepFacts
{
    public override ProjectMetadata AddTo(ProjectMetadata metadata) => metadata with
    {
        Approach = this,
        UseVerticalApproach = Approach is Approach.Vertical,
    };
}

public sealed partial record ProjectMetadata
{
    [Id(8), JsonPropertyOrder(8)] public ApproachFacts? Approach { get; init; }
}
