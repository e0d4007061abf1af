using System.Text.Json.Serialization;

namespace AiDevFramework.Grains.Abstractions.Phases;

[GenerateSerializer, Immutable, Alias("aidev.execution-plan-facts")]
public sealed record ExecutionPlanFacts(
    [property: Id(0)] Approach Approach,
    [property: Id(1)] int StageCount,
    [property: Id(2)] int? EstimatedDurationWeeks) : StepFacts
{
    public override ProjectMetadata AddTo(ProjectMetadata metadata) => metadata with { ExecutionPlan = this };
}

public sealed partial record ProjectMetadata
{
    [Id(9), JsonPropertyOrder(9)] public ExecutionPlanFacts? ExecutionPlan { get; init; }
}
