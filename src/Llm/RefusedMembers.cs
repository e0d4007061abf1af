namespace AiDevFramework.Llm;

/// <summary>Members of a request that a model or its server does not take. Without any of them a question is still the same.</summary>
[Flags]
internal enum RefusedMembers
{
    None = 0,

    /// <summary>The older name of the completion limit; <c>max_completion_tokens</c> is sent instead.</summary>
    MaxTokens = 1,

    /// <summary>The newer name; together with <see cref="MaxTokens"/> no limit is sent.</summary>
    MaxCompletionTokens = 2,

    Temperature = 4,
    ResponseFormat = 8,
    StreamOptions = 16,

    /// <summary>Messages of the system; what they say is put before the user's text.</summary>
    System = 32,

    AnyMaximum = MaxTokens | MaxCompletionTokens,
}
