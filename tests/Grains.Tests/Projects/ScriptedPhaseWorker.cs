using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Llm;
using Orleans.Concurrency;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>
/// Stands where the phase worker stands, with the same placement, reentrancy and door, and asks the script: a request that was
/// overtaken by its own cancellation begins no call. What the script answers is the answer to the attempt that the run has reserved.
/// </summary>
[StatelessWorker(1), Reentrant]
internal sealed class ScriptedPhaseWorker(StepScript script, PendingCalls calls, IAttemptLedger ledger) : Grain, IPhaseWorker
{
    public async Task<StepReply> RunAsync(StepRequest request, CancellationToken cancellationToken)
    {
        using var work = calls.TryEnter(request.ProjectId, out var closing)
            ?? throw new OperationCanceledException("Nobody on this silo waits for this call.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        var reply = await script.AnswerAsync(request, stop.Token);
        if (reply.Call is { } call)
        {
            var question = new ModelQuestion("openai/gpt-4o", [], Json: false, Temperature: 0.7f, MaxTokens: 4000, StepCalls.OriginOf(request));
            Assert.IsType<Reservation.Granted>(await ledger.ReserveAsync(question)).Attempt.Settle(AttemptEnd.Answered(call));
        }

        return reply;
    }
}
