using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Tests.Workflow;
using Orleans.Concurrency;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>
/// Stands where the phase worker stands, with the same placement, reentrancy and door, and asks the script: a request that was
/// overtaken by its own cancellation begins no call.
/// </summary>
[StatelessWorker(1), Reentrant]
internal sealed class ScriptedPhaseWorker(StepScript script, OpenSteps steps) : Grain, IPhaseWorker
{
    public async Task<StepReply> RunAsync(StepRequest request, CancellationToken cancellationToken)
    {
        using var work = steps.TryEnter(request.ProjectId, out var closing)
            ?? throw new OperationCanceledException("Nobody on this silo waits for this step.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        return await script.AnswerAsync(request, stop.Token);
    }
}
