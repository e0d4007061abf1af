namespace AiDevFramework.Llm;

/// <summary>The members of a request that a server may refuse.</summary>
/// <param name="Members">The optional members that were sent.</param>
/// <param name="MaxTokens">The completion limit that was asked for; <see langword="null"/> where none was sent.</param>
/// <param name="PromptBytes">UTF-8 bytes of all messages.</param>
/// <param name="LeastTokens">With less no answer is worth asking for.</param>
internal sealed record SentMembers(RefusedMembers Members, int? MaxTokens, int PromptBytes, int LeastTokens);
