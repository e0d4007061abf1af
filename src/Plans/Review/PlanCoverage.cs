namespace AiDevFramework.Plans.Review;

/// <summary>What of the plan is carried to its end. A part is null while a document that it needs is missing.</summary>
/// <param name="CriteriaAtGates">Acceptance criteria that a gate proves.</param>
/// <param name="EventsServed">Domain events that a feature serves or that are left out in so many words.</param>
/// <param name="FeaturesWithTasks">Features that a task serves.</param>
/// <param name="ConstraintsCarried">Hard constraints that something of the plan names, or whose numbers it keeps to.</param>
public sealed record PlanCoverage(PlanShare? CriteriaAtGates, PlanShare? EventsServed, PlanShare? FeaturesWithTasks, PlanShare? ConstraintsCarried);
