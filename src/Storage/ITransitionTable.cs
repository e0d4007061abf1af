using AiDevFramework.Grains.State;

namespace AiDevFramework.Storage;

/// <summary>Writes batches to a database. Used by one <see cref="TransitionWriter"/>.</summary>
internal interface ITransitionTable : IAsyncDisposable
{
    /// <summary>How many batches may be written at the same time, 1 or more.</summary>
    int Concurrency { get; }

    /// <summary>Writes what of a batch can be written, in one transaction.</summary>
    /// <param name="batch">At most one write per project.</param>
    /// <returns>What became of each write, in the order of the batch.</returns>
    /// <exception cref="Exception">As the driver throws it, see <see cref="DatabaseFailure"/>.</exception>
    Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<PendingWrite> batch, CancellationToken cancellationToken);

    /// <summary>The rows as they stand; a project that is not stored is left out.</summary>
    Task<IReadOnlyDictionary<Guid, RowStamp>> ReadStampsAsync(
        IReadOnlyCollection<Guid> projectIds, CancellationToken cancellationToken);
}

internal enum WriteResult
{
    Stored,

    /// <summary>The row is at another version than expected, or the new project is there already.</summary>
    Stale,

    /// <summary>Another session holds the row: nothing was stored, and a later attempt may be.</summary>
    Busy,

    /// <summary>The attempt that the transition opens does not fit into the user's budget of the day: nothing was stored.</summary>
    OverBudget,
}
