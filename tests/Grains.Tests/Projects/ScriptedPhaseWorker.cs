using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Tests.Workflow;
using Orleans.Concurrency;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>Stands where the phase worker stands, with the same placement and reentrancy, and asks the script.</summary>
[StatelessWorker(1), Reentrant]
internal sealed class ScriptedPhaseWorker(StepScript script) : Grain, IPhaseWorker
{
    public Task<StepReply> RunAsync(StepRequest request, CancellationToken cancellationToken) =>
        script.AnswerAsync(request, cancellationToken);
}
