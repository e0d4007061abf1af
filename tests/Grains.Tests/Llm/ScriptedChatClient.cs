using System.Runtime.CompilerServices;
using AiDevFramework.Llm;
using Microsoft.Extensions.AI;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>A provider without a network: what it is asked goes to a function of the test.</summary>
/// <param name="answer">Gets the model and the cancellation; returns the text or throws what a client would throw.</param>
internal sealed class ScriptedChatClient(Func<string, CancellationToken, Task<string>> answer) : IChatClient
{
    private readonly Lock _lock = new();
    private readonly List<string> _asked = [];

    /// <summary>The models that were asked, in order.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_lock)
            {
                return [.. _asked];
            }
        }
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var model = options!.ModelId!;
        lock (_lock)
        {
            _asked.Add(model);
        }

        var text = await answer(model, cancellationToken);
        yield return new ChatResponseUpdate(ChatRole.Assistant, text)
        {
            ModelId = model,
            FinishReason = ChatFinishReason.Stop,
            AdditionalProperties = new() { [ChatKeys.CostUsd] = 0.01m },
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // It holds nothing.
    }
}
