namespace AiDevFramework.Llm;

/// <summary>One attempt at a model call failed. Thrown by the chat client, caught by <see cref="ChatModel"/>.</summary>
/// <param name="final">Whether the provider said that another attempt is of no use.</param>
/// <param name="waited">Whether there was waiting enough already: no further attempt follows now, a later one may succeed.</param>
/// <param name="retryAfter">The provider's wish, not yet limited.</param>
/// <param name="generationId">The provider's id of the attempt, where it was told with the refusal.</param>
/// <param name="error">What the provider said: for classing alone, never for a user's eyes.</param>
internal sealed class ChatFailureException(
    ChatFailure failure, bool final = false, TimeSpan? retryAfter = null, bool waited = false, Exception? innerException = null,
    string? generationId = null, ProviderError? error = null)
    : Exception($"The model call failed: {failure}.", innerException)
{
    public ChatFailure Failure { get; } = failure;

    public bool Final { get; } = final;

    public bool Waited { get; } = waited;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    public string? GenerationId { get; } = generationId;

    public ProviderError? Error { get; } = error;
}
