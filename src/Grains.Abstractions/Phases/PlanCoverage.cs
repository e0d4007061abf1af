namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>What of the plan is carried to its end. A part is null while a document that it needs is missing.</summary>
/// <param name="CriteriaAtGates">Acceptance criteria that a gate or the check of a task proves.</param>
/// <param name="EventsServed">Domain events that a feature serves or that are left out in so many words.</param>
/// <param name="FeaturesWithTasks">Features that a task serves.</param>
/// <param name="ConstraintsCarried">Hard constraints that something of the plan names, or whose numbers it keeps to.</param>
[GenerateSerializer, Immutable, Alias("aidev.plan-coverage")]
public sealed record PlanCoverage(
    [property: Id(0)] PlanShare? CriteriaAtGates,
    [property: Id(1)] PlanShare? EventsServed,
    [property: Id(2)] PlanShare? FeaturesWithTasks,
    [property: Id(3)] PlanShare? ConstraintsCarried);
