using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.People;
using Orleans.Concurrency;

namespace AiDevFramework.Grains.People;

/// <summary>Asks the table each time: a second activation, as there may be one for a moment, does no harm.</summary>
[Reentrant]
internal sealed class ApiKeys(IApiKeyStore store, TimeProvider clock) : Grain, IApiKeys
{
    public Task<ApiKey?> MakeAsync(NewApiKey key, CancellationToken cancellationToken) =>
        store.AddAsync(key, IApiKeys.MostPerOwner, cancellationToken);

    public Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken) => store.FindAsync(keyId, cancellationToken);

    public Task<IReadOnlyList<ApiKey>> ListAsync(ApiKeyQuery query, CancellationToken cancellationToken) =>
        store.ListAsync(query, cancellationToken);

    public Task<ApiKey?> RevokeAsync(string keyId, Guid? ownerId, CancellationToken cancellationToken) =>
        store.RevokeAsync(keyId, ownerId, WireTime.Now(clock), cancellationToken);

    public async Task<ApiKeyNews> LookAsync(long since, IReadOnlyList<ApiKeyUse> uses, CancellationToken cancellationToken)
    {
        if (uses.Count > 0)
        {
            await store.NoteUsesAsync(uses, cancellationToken);
        }

        if (since < 0)
        {
            return new ApiKeyNews([], await store.GetLatestRevisionAsync(cancellationToken));
        }

        var changed = await store.GetChangesAsync(since, ApiKeyNews.Most, cancellationToken);
        return new ApiKeyNews(changed, changed.Count > 0 ? changed[^1].Revision : since);
    }
}
