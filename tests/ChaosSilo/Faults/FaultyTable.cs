using AiDevFramework.Grains.State;
using AiDevFramework.Storage;

namespace AiDevFramework.ChaosSilo.Faults;

/// <summary>K0, K1, K5 and K6, around the batches of the group commit: nobody has been told yet of what is stored. Tells of every
/// write that the row's version kept out.</summary>
internal sealed class FaultyTable(ITransitionTable inner, FaultPoints faults) : ITransitionTable
{
    public int Concurrency => inner.Concurrency;

    public async Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<PendingWrite> batch, CancellationToken cancellationToken)
    {
        await faults.ReachAsync(FaultPoint.BeforeCommit, batch[0].Project.Id);
        if (batch.FirstOrDefault(write => HasCalls(write) && faults.IsMending(write.Project.Id)) is { } mend)
        {
            await faults.ReachAsync(FaultPoint.MendBeforeCommit, mend.Project.Id);
        }

        var results = await inner.WriteAsync(batch, cancellationToken);
        foreach (var (write, result) in batch.Zip(results))
        {
            if (result is WriteResult.Stored && HasCalls(write))
            {
                await ReachMendAsync(write);
            }
            else if (result is WriteResult.Stored && PointAfter(write) is { } point)
            {
                await faults.ReachAsync(point, write.Project.Id);
            }
            else if (result is WriteResult.Stale && write is { Transition: { } transition, InDoubt: false })
            {
                Console.Out.WriteLine($"FENCED {write.Project.Id} {transition.ExpectedVersion}");
            }
        }

        await faults.ReachAsync(FaultPoint.CommitSent, batch[0].Project.Id);
        return results;
    }

    public Task<IReadOnlyDictionary<Guid, RowStamp>> ReadStampsAsync(
        IReadOnlyCollection<Guid> projectIds, CancellationToken cancellationToken) => inner.ReadStampsAsync(projectIds, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static bool HasCalls(PendingWrite write) => write.Transition is { Calls: [_, ..] };

    /// <summary>The answer to a mend, and the order of one, may be one commit.</summary>
    private async Task ReachMendAsync(PendingWrite write)
    {
        if (faults.EndMend(write.Project.Id))
        {
            await faults.ReachAsync(FaultPoint.MendCommitted, write.Project.Id);
        }

        if (write.Transition!.Calls.Any(call => call.Mend is not null))
        {
            await faults.ReachAsync(FaultPoint.MendOrdered, write.Project.Id);
        }
    }

    private static FaultPoint? PointAfter(PendingWrite write) => write.Transition switch
    {
        null => FaultPoint.AcceptCommitted,
        { Calls: [], Events: [] } => FaultPoint.TakeoverCommitted,
        { Calls: [] } => FaultPoint.AcceptCommitted,
        _ => null,
    };
}
