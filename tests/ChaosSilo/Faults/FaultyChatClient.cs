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
        var request = options?.AdditionalProperties?[ChatKeys.Request] as StepRequest;
        var project = request?.ProjectId ?? Guid.Empty;
        var mends = request?.Earlier.LastOrDefault(call => call.Verdict is CallVerdict.Repair)?.Mend is not null;
        if (mends)
        {
            faults.NoteMend(project);
        }

        await ReachAsync(FaultPoint.BeforeCall, FaultPoint.MendBeforeCall).ConfigureAwait(false);

        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        var next = updates.MoveNextAsync().AsTask(); // sends the request
        await ReachAsync(FaultPoint.RequestSent, FaultPoint.MendRequestSent).ConfigureAwait(false);
        while (await next.ConfigureAwait(false))
        {
            yield return updates.Current;
            await ReachAsync(FaultPoint.MidAnswer, FaultPoint.MendMidAnswer).ConfigureAwait(false);
            next = updates.MoveNextAsync().AsTask();
        }

        async Task ReachAsync(FaultPoint point, FaultPoint ofMend)
        {
            await faults.ReachAsync(point, project).ConfigureAwait(false);
            if (mends)
            {
                await faults.ReachAsync(ofMend, project).ConfigureAwait(false);
            }
        }
    }
}
