using AiDevFramework.Grains.Abstractions;
using Orleans.Concurrency;

namespace AiDevFramework.Grains;

[StatelessWorker(1), Reentrant]
internal sealed class SiloPing : Grain, ISiloPing
{
    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
