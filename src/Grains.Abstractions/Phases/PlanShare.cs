namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>How many of them.</summary>
/// <param name="Cut">Those of <paramref name="Total"/> that the plan leaves out; they are not covered.</param>
[GenerateSerializer, Immutable, Alias("aidev.plan-share")]
public sealed record PlanShare([property: Id(0)] int Covered, [property: Id(1)] int Total, [property: Id(2)] int Cut = 0);
