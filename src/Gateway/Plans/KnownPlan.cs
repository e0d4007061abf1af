using AiDevFramework.Plans.Review;

namespace AiDevFramework.Gateway.Plans;

/// <param name="Tag">A hash of all that the plan is made of.</param>
internal sealed record KnownPlan(string Tag, PlanReview Review);
