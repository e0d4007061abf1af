using AiDevFramework.Grains.Abstractions.People;

namespace AiDevFramework.Grains.People;

/// <summary>Where keys are stored. Each method is one transaction; a database that is away fails with StoreUnavailableException.</summary>
internal interface IApiKeyStore
{
    /// <param name="most">Keys that a user may have.</param>
    /// <returns><see langword="null"/> where the user has as many already.</returns>
    Task<ApiKey?> AddAsync(NewApiKey key, int most, CancellationToken cancellationToken);

    Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Keys that are not revoked, newest first.</summary>
    Task<IReadOnlyList<ApiKey>> ListAsync(ApiKeyQuery query, CancellationToken cancellationToken);

    /// <param name="ownerId">Whose key it must be; <see langword="null"/>: anybody's.</param>
    /// <returns>The key as it is now; <see langword="null"/> where there is none to revoke.</returns>
    Task<ApiKey?> RevokeAsync(string keyId, Guid? ownerId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Stores uses, at most one a minute for each key.</summary>
    Task NoteUsesAsync(IReadOnlyList<ApiKeyUse> uses, CancellationToken cancellationToken);

    /// <returns>At most <paramref name="limit"/> keys with a higher revision, in its order.</returns>
    Task<IReadOnlyList<ApiKey>> GetChangesAsync(long since, int limit, CancellationToken cancellationToken);

    /// <returns>0 before the first key.</returns>
    Task<long> GetLatestRevisionAsync(CancellationToken cancellationToken);
}
