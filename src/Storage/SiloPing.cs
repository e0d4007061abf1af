using AiDevFramework.Grains.Abstractions;
using Orleans.Concurrency;

namespace AiDevFramework.Storage;

[StatelessWorker(1), Reentrant]
internal sealed class SiloPing(DatabaseHealthCheck database, WriteState writes) : Grain, ISiloPing
{
    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken) =>
        (await database.CheckAsync(cancellationToken)).Description;

    public Task<string?> FindWriteProblemAsync(CancellationToken cancellationToken) => Task.FromResult(writes.Problem);
}
