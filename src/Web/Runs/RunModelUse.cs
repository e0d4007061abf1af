namespace AiDevFramework.Web.Runs;

/// <summary>What a phase asked one model.</summary>
/// <param name="CostUsd"><see langword="null"/> where the price of any call is not known.</param>
public sealed record RunModelUse(string Model, int Calls, long Tokens, decimal? CostUsd);
