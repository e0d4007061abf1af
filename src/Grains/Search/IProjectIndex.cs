namespace AiDevFramework.Grains.Search;

/// <summary>What lists and searches read beside the projects themselves. Replaced in tests of the rest.</summary>
internal interface IProjectIndex
{
    /// <summary>Takes up what has changed, oldest changes first. Of several silos that ask at once, one does it.</summary>
    /// <param name="most">How many changes to take up at the most.</param>
    /// <returns>How many were taken up. 0: there are none, or another silo takes them up.</returns>
    /// <exception cref="Abstractions.StoreUnavailableException">The database is away; what was not taken up is still noted.</exception>
    Task<int> UpdateAsync(int most, CancellationToken cancellationToken);
}
