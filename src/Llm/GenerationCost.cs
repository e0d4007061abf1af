namespace AiDevFramework.Llm;

/// <summary>What the provider says that a call came to.</summary>
/// <param name="CostUsd">All payers together, never negative.</param>
internal sealed record GenerationCost(decimal CostUsd, int? PromptTokens, int? CompletionTokens);
