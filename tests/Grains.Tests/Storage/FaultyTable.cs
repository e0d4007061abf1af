using AiDevFramework.Grains.State;
using AiDevFramework.Storage;

namespace AiDevFramework.Grains.Tests.Storage;

/// <summary>A table that loses answers when told to.</summary>
internal sealed class FaultyTable(ITransitionTable inner) : ITransitionTable
{
    private bool? _failNext;

    public int Concurrency => inner.Concurrency;

    public bool Away { get; set; }

    public int LargestBatch { get; private set; }

    /// <param name="executed">Whether the write is done before its answer is lost.</param>
    public void FailNext(bool executed) => _failNext = executed;

    public async Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<PendingWrite> batch, CancellationToken cancellationToken)
    {
        LargestBatch = Math.Max(LargestBatch, batch.Count);
        var fail = _failNext;
        _failNext = null;
        if (Away || fail is false)
        {
            throw new TimeoutException("The request was lost.");
        }

        var results = await inner.WriteAsync(batch, cancellationToken);
        return fail is true ? throw new TimeoutException("The answer was lost.") : results;
    }

    public Task<IReadOnlyDictionary<Guid, RowStamp>> ReadStampsAsync(
        IReadOnlyCollection<Guid> projectIds, CancellationToken cancellationToken) => Away
        ? throw new TimeoutException("The request was lost.")
        : inner.ReadStampsAsync(projectIds, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
