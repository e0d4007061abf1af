namespace AiDevFramework.Web.NewIdea;

/// <summary>What a run may cost, in US dollars; amounts are <see langword="null"/> where the price of a model is not known.</summary>
/// <param name="Sufficient">The least budget that pauses no run which costs up to <paramref name="Max"/>.</param>
/// <param name="IsFree">Whether no model is asked that costs anything.</param>
public sealed record IdeaEstimate(decimal? Min, decimal? Max, decimal? Sufficient, bool IsFree);
