namespace AiDevFramework.Grains.Phases;

/// <summary>How large a question is, without its being written.</summary>
/// <param name="PromptBytes">UTF-8 bytes of all messages, a few too many rather than one too few. No tokeniser makes more tokens of
/// a text than it has bytes.</param>
/// <param name="MaxTokens">Completion limit.</param>
internal readonly record struct QuestionSize(int PromptBytes, int MaxTokens);
