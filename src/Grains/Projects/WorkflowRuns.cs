using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Projects;

/// <summary>Makes the runs of this silo.</summary>
internal sealed class WorkflowRuns(
    IGrainFactory grains,
    ILocalSiloDetails silo,
    RunLedger ledger,
    PendingCalls calls,
    RunNews news,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<WorkflowRun> logger)
{
    /// <summary>By shard: a reference is found by reflection, and good for ever.</summary>
    private readonly IPhaseWorker?[] _workers = new IPhaseWorker?[IPhaseWorker.Shards];

    private readonly string _silo = silo.SiloAddress.ToParsableString();

    /// <param name="deactivating">Stops the run, and gives up what it has not stored yet.</param>
    public WorkflowRun Create(WorkflowState state, CancellationToken deactivating) => new(
        state,
        _silo,
        WorkerOf(Shard.Of(state.Project.Id, IPhaseWorker.Shards)),
        ledger, calls, news, lifetime, clock, logger, deactivating);

    private IPhaseWorker WorkerOf(int shard) => _workers[shard] ??= grains.GetGrain<IPhaseWorker>(shard);
}
