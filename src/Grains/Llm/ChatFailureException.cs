namespace AiDevFramework.Grains.Llm;

/// <summary>One attempt at a model call failed. Thrown by the chat client, caught by <see cref="ChatModel"/>.</summary>
/// <param name="final">Whether the provider said that another attempt is of no use.</param>
/// <param name="waited">Whether there was waiting enough already: no further attempt follows now, a later one may succeed.</param>
/// <param name="retryAfter">The provider's wish, not yet limited.</param>
internal sealed class ChatFailureException(
    ChatFailure failure, bool final = false, TimeSpan? retryAfter = null, bool waited = false, Exception? innerException = null)
    : Exception($"The model call failed: {failure}.", innerException)
{
    public ChatFailure Failure { get; } = failure;

    public bool Final { get; } = final;

    public bool Waited { get; } = waited;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
