using System.Runtime.CompilerServices;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using Microsoft.Extensions.AI;

namespace AiDevFramework.ChaosSilo.Faults;

/// <summary>K2 to K4, around each attempt at a model call.</summary>
internal sealed class FaultyChatClient(IChatClient inner, FaultPoints faults) : DelegatingChatClient(inner)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var project = (options?.AdditionalProperties?[ChatKeys.Request] as StepRequest)?.ProjectId ?? Guid.Empty;
        await faults.ReachAsync(FaultPoint.BeforeCall, project).ConfigureAwait(false);

        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        var next = updates.MoveNextAsync().AsTask(); // sends the request
        await faults.ReachAsync(FaultPoint.RequestSent, project).ConfigureAwait(false);
        while (await next.ConfigureAwait(false))
        {
            yield return updates.Current;
            await faults.ReachAsync(FaultPoint.MidAnswer, project).ConfigureAwait(false);
            next = updates.MoveNextAsync().AsTask();
        }
    }
}
