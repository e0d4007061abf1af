using System.Collections.Concurrent;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Grains.Abstractions.People;

namespace AiDevFramework.Gateway.Tests.Support;

/// <summary>Keys in memory, as the table has them, and a failure on demand.</summary>
internal sealed class FakeKeys : IApiKeys
{
    private readonly ConcurrentDictionary<string, ApiKey> _keys = new();
    private readonly ConcurrentQueue<ApiKeyUse> _uses = new();
    private long _revision;
    private int _finds;

    /// <summary>Thrown by every call while it is set.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Awaited before a key that was read is answered.</summary>
    public Func<Task> AfterRead { get; set; } = () => Task.CompletedTask;

    /// <summary>How often somebody asked for one key.</summary>
    public int Finds => _finds;

    public IReadOnlyCollection<ApiKeyUse> Uses => _uses;

    /// <returns>The key as text, and its id.</returns>
    public (string Text, string Id) Make(Guid owner, Scopes scopes, DateTimeOffset? expiresAt = null)
    {
        var (text, key) = KeyText.Make();
        _keys[key.Id] = new ApiKey(
            key.Id, Convert.ToHexStringLower(key.Digest), owner, "test", string.Join(' ', ScopeNames.Of(scopes)),
            FakeCluster.CreatedAt, expiresAt, null, null, Interlocked.Increment(ref _revision));
        return (text, key.Id);
    }

    public void Revoke(string id) => _keys[id] = _keys[id] with { RevokedAt = FakeCluster.CreatedAt, Revision = Interlocked.Increment(ref _revision) };

    public Task<ApiKey?> MakeAsync(NewApiKey key, CancellationToken cancellationToken) => Answer(ApiKey? () => _keys[key.Id] = new ApiKey(
        key.Id, key.Digest, key.OwnerId, key.Name, key.Scopes, key.CreatedAt, key.ExpiresAt, null, null, Interlocked.Increment(ref _revision)));

    public async Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _finds);
        var found = await Answer(() => _keys.GetValueOrDefault(keyId));
        await AfterRead();
        return found;
    }

    public Task<IReadOnlyList<ApiKey>> ListAsync(ApiKeyQuery query, CancellationToken cancellationToken) =>
        Answer(IReadOnlyList<ApiKey> () => [.. _keys.Values.Where(key => key.RevokedAt is null && (query.OwnerId ?? key.OwnerId) == key.OwnerId)]);

    public Task<ApiKey?> RevokeAsync(string keyId, Guid? ownerId, CancellationToken cancellationToken) => Answer(() =>
    {
        if (!_keys.TryGetValue(keyId, out var key) || key.RevokedAt is not null || (ownerId ?? key.OwnerId) != key.OwnerId)
        {
            return null;
        }

        Revoke(keyId);
        return _keys[keyId];
    });

    public Task<ApiKeyNews> LookAsync(long since, IReadOnlyList<ApiKeyUse> uses, CancellationToken cancellationToken) => Answer(() =>
    {
        foreach (var use in uses)
        {
            _uses.Enqueue(use);
        }

        return new ApiKeyNews(
            since < 0 ? [] : [.. _keys.Values.Where(key => key.Revision > since).OrderBy(key => key.Revision)], Interlocked.Read(ref _revision));
    });

    private Task<T> Answer<T>(Func<T> answer) =>
        Failure is { } failure ? Task.FromException<T>(failure) : Task.FromResult(answer());
}
