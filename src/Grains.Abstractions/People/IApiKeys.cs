namespace AiDevFramework.Grains.Abstractions.People;

/// <summary>The keys of all users, and what becomes of them: one grain for the cluster. The table is the truth.</summary>
[Alias("aidev.api-keys")]
public interface IApiKeys : IGrainWithIntegerKey
{
    /// <summary>The grain's key.</summary>
    const long Only = 0;

    /// <summary>Keys that one user may have at a time.</summary>
    const int MostPerOwner = 100;

    /// <returns><see langword="null"/> where the user has <see cref="MostPerOwner"/> keys.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was stored, or it cannot be told.</exception>
    [ResponseTimeout("00:00:03")]
    Task<ApiKey?> MakeAsync(NewApiKey key, CancellationToken cancellationToken);

    /// <returns><see langword="null"/> where there is no such key; one that was revoked is answered.</returns>
    [ResponseTimeout("00:00:02")]
    Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Keys that are not revoked, newest first.</summary>
    [ResponseTimeout("00:00:02")]
    Task<IReadOnlyList<ApiKey>> ListAsync(ApiKeyQuery query, CancellationToken cancellationToken);

    /// <param name="ownerId">Whose key it must be; <see langword="null"/>: anybody's.</param>
    /// <returns>The key as it is now; <see langword="null"/> where there is no such key that is not revoked.</returns>
    [ResponseTimeout("00:00:03")]
    Task<ApiKey?> RevokeAsync(string keyId, Guid? ownerId, CancellationToken cancellationToken);

    /// <summary>What a gateway asks every two seconds, for all keys at once.</summary>
    /// <param name="since">The revision up to which it knows all changes; below 0: it knows none and wants none, but the newest revision.</param>
    /// <param name="uses">When it saw keys used last.</param>
    [ResponseTimeout("00:00:02")]
    Task<ApiKeyNews> LookAsync(long since, IReadOnlyList<ApiKeyUse> uses, CancellationToken cancellationToken);
}
