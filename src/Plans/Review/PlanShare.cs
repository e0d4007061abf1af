namespace AiDevFramework.Plans.Review;

/// <summary>How many of them.</summary>
/// <param name="Cut">Those of <paramref name="Total"/> that the plan leaves out; they are not covered.</param>
public sealed record PlanShare(int Covered, int Total, int Cut = 0);
