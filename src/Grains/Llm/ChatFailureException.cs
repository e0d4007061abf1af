namespace AiDevFramework.Grains.Llm;

/// <summary>One attempt at a model call failed. Thrown by the chat client, caught by <see cref="ChatModel"/>.</summary>
/// <param name="final">Whether the provider said that another attempt is of no use.</param>
/// <param name="retryAfter">The provider's wish, not yet limited.</param>
internal sealed class ChatFailureException(
    ChatFailure failure, bool final = false, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception($"The model call failed: {failure}.", innerException)
{
    public ChatFailure Failure { get; } = failure;

    public bool Final { get; } = final;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
