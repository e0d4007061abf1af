namespace AiDevFramework.Grains.Retention;

/// <summary>Removes what is past its time, a few rows at a time. Silos that ask at once get different rows.</summary>
internal interface IRetentionStore
{
    /// <summary>Forgets commands, but those that made something.</summary>
    /// <returns>How many rows went.</returns>
    Task<int> DeleteKeysAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <returns>How many rows went.</returns>
    Task<int> DeleteAuditsAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Removes rows of one deleted project, its children first, and at last the project. What its calls cost stays, by day and model.</summary>
    /// <param name="deletedBefore">Projects that were deleted before, and those that are to be purged at once.</param>
    /// <returns>Whether there was something to remove.</returns>
    Task<bool> PurgeAsync(DateTimeOffset deletedBefore, int limit, CancellationToken cancellationToken);
}
