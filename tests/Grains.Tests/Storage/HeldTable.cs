using System.Threading.Channels;
using AiDevFramework.Grains.State;
using AiDevFramework.Storage;

namespace AiDevFramework.Grains.Tests.Storage;

/// <summary>A table for two batches at once, each of which is stored when it is let go.</summary>
internal sealed class HeldTable : ITransitionTable
{
    private readonly Channel<HeldBatch> _batches = Channel.CreateUnbounded<HeldBatch>();
    private readonly Lock _lock = new();
    private readonly List<HeldBatch> _all = [];
    private bool _allGo;
    private int _now;

    public int Concurrency => 2;

    /// <summary>Batches that were on their way at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public async Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<PendingWrite> batch, CancellationToken cancellationToken)
    {
        var held = new HeldBatch(batch);
        lock (_lock)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_now);
            _all.Add(held);
            if (_allGo)
            {
                held.LetGo();
            }
        }

        _batches.Writer.TryWrite(held);
        await held.Gone;
        lock (_lock)
        {
            _now--;
        }

        return [.. batch.Select(_ => WriteResult.Stored)];
    }

    /// <summary>The next batch that nobody has asked for, when it comes.</summary>
    public Task<HeldBatch> NextAsync() => _batches.Reader.ReadAsync().AsTask();

    public void LetAllGo()
    {
        lock (_lock)
        {
            _allGo = true;
            _all.ForEach(batch => batch.LetGo());
        }
    }

    public Task<IReadOnlyDictionary<Guid, RowStamp>> ReadStampsAsync(
        IReadOnlyCollection<Guid> projectIds, CancellationToken cancellationToken) => throw new NotSupportedException("Nothing is stale here.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

internal sealed class HeldBatch(IReadOnlyList<PendingWrite> writes)
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<PendingWrite> Writes => writes;

    public Task Gone => _gone.Task;

    public void LetGo() => _gone.TrySetResult();
}
