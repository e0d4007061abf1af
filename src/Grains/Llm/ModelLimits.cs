namespace AiDevFramework.Grains.Llm;

/// <summary>What a model takes and gives, in tokens; <see langword="null"/> where nobody says.</summary>
/// <param name="ContextLength">Prompt and completion together.</param>
internal readonly record struct ModelLimits(int? ContextLength, int? MaxCompletionTokens);
