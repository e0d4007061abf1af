namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>What a step found out, as typed values; stored in <c>workflow_states.output_data</c> and the project's metadata.</summary>
[GenerateSerializer, Immutable, Alias("aidev.step-facts")]
public abstract record StepFacts;

/// <param name="FeatureCountEstimate">Features the idea implies, 1 or more.</param>
/// <param name="ComplexDomain">Whether the domain itself (auth, payments, integrations) asks for event storming.</param>
[GenerateSerializer, Immutable, Alias("aidev.smart-detection-facts")]
public sealed record SmartDetectionFacts(
    [property: Id(0)] bool UseEventStorming,
    [property: Id(1)] int FeatureCountEstimate,
    [property: Id(2)] string Reasoning,
    [property: Id(3)] bool? ComplexDomain = null) : StepFacts;

[GenerateSerializer, Immutable, Alias("aidev.event-storming-facts")]
public sealed record EventStormingFacts(
    [property: Id(0)] IReadOnlyList<string> KeyEvents,
    [property: Id(1)] IReadOnlyList<string> Aggregates) : StepFacts;

[GenerateSerializer, Immutable, Alias("aidev.prd-facts")]
public sealed record PrdFacts(
    [property: Id(0)] int FeatureCount,
    [property: Id(1)] Complexity Complexity) : StepFacts;

[GenerateSerializer, Immutable, Alias("aidev.tech-stack-facts")]
public sealed record TechStackFacts(
    [property: Id(0)] string Frontend,
    [property: Id(1)] string Backend,
    [property: Id(2)] string Database,
    [property: Id(3)] string Infrastructure,
    [property: Id(4)] IReadOnlyList<string> ThirdPartyServices) : StepFacts;

/// <param name="FeatureCount">Features the approach was chosen for; <see langword="null"/> where the model did not say.</param>
[GenerateSerializer, Immutable, Alias("aidev.approach-facts")]
public sealed record ApproachFacts(
    [property: Id(0)] Approach Approach,
    [property: Id(1)] string Reasoning,
    [property: Id(2)] int? FeatureCount = null) : StepFacts;

[GenerateSerializer, Immutable, Alias("aidev.execution-plan-facts")]
public sealed record ExecutionPlanFacts(
    [property: Id(0)] Approach Approach,
    [property: Id(1)] int StageCount,
    [property: Id(2)] int EstimatedDurationWeeks) : StepFacts;

/// <summary>How large a product is. Numbers are wire format.</summary>
public enum Complexity
{
    Low = 0,
    Medium = 1,
    High = 2,
}

/// <summary>Infrastructure first (horizontal) or feature by feature (vertical). Numbers are wire format.</summary>
public enum Approach
{
    Horizontal = 0,
    Vertical = 1,
}
