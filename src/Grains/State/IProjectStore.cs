namespace AiDevFramework.Grains.State;

/// <summary>What a project's grain needs of the database. Replaced in tests of the grain's own logic.</summary>
internal interface IProjectStore
{
    /// <summary>Stores a new project, and its user where the id is not known yet (<c>&lt;id&gt;@users.invalid</c>).</summary>
    /// <param name="records">What the command leaves; <see langword="null"/>: nothing.</param>
    /// <returns><see langword="false"/> where a project with this id exists already, or existed; nothing was changed.</returns>
    /// <exception cref="Abstractions.StoreUnavailableException">Nothing was stored.</exception>
    Task<bool> TryCreateAsync(ProjectSnapshot created, CancellationToken cancellationToken, CommandRecords? records = null);

    /// <returns>The command that had this key; <see langword="null"/> where none is known.</returns>
    Task<KeyRecord?> FindKeyAsync(Guid keyId, CancellationToken cancellationToken);

    /// <summary>Writes a transition. An answer of the database that was lost is resolved by reading the row again.</summary>
    /// <exception cref="RowsRefusedException">The database does not take the rows; nothing was changed.</exception>
    /// <exception cref="Abstractions.StoreUnavailableException">
    /// The database did not come back in time: whether the transition was stored must be found out by loading.</exception>
    Task<CommitResult> CommitAsync(Transition transition, CancellationToken cancellationToken);

    /// <returns><see langword="null"/> where there is no such project.</returns>
    Task<WorkflowState?> FindAsync(Guid projectId, CancellationToken cancellationToken);

    /// <returns>At most <paramref name="limit"/> processing projects whose owner is not among <paramref name="aliveOwners"/>. Of
    /// several silos that ask at once each gets others; what was not woken may be claimed again a few seconds later.</returns>
    Task<IReadOnlyList<LostRun>> ClaimOrphansAsync(
        IReadOnlyCollection<string> aliveOwners, int limit, CancellationToken cancellationToken);
}
