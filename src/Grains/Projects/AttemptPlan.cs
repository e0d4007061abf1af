namespace AiDevFramework.Grains.Projects;

/// <summary>An attempt before it is made.</summary>
/// <param name="ReservedUsd">The most it can cost; <see langword="null"/> where the model has no known price.</param>
internal sealed record AttemptPlan(string Model, string Provider, decimal? ReservedUsd);
