using AiDevFramework.Grains.Abstractions.People;
using AiDevFramework.Grains.People;
using AiDevFramework.Settings;
using AiDevFramework.Storage;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.People;

/// <summary>What the table of keys promises, whichever database it is in. Derived classes bring the database.</summary>
public abstract class ApiKeyStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset _now = new(2025, 11, 9, 12, 0, 0, 123, TimeSpan.Zero);

    private readonly Guid _owner = Guid.NewGuid();
    private Database _database = null!;
    private ApiKeyStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = await CreateDatabaseAsync(Cancellation);
        var migrator = new DatabaseMigrator(Options.Create(options));
        await using (await migrator.LockAsync(Cancellation))
        {
            migrator.Up();
        }

        _database = Database.Create(options);
        _store = new ApiKeyStore(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await DropDatabaseAsync();
        GC.SuppressFinalize(this);
    }

    [Fact(Timeout = 120_000)]
    public async Task Add_OfAKey_IsFoundAsItWasStored()
    {
        var order = NewKey("one", expires: _now.AddDays(1));

        var added = await AddAsync(order);

        var expected = new ApiKey("one", order.Digest, _owner, "laptop", "plans:read keys", _now, _now.AddDays(1), null, null, 1);
        Assert.Equal(expected, added);
        Assert.Equal(expected, await _store.FindAsync("one", Cancellation));
        Assert.Null(await _store.FindAsync("two", Cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Add_BeyondTheMostOfAUser_IsRefusedUntilOneIsRevoked()
    {
        await AddAsync(NewKey("one"));

        Assert.Null(await _store.AddAsync(NewKey("two"), most: 1, Cancellation));
        await _store.RevokeAsync("one", null, _now, Cancellation);

        Assert.NotNull(await _store.AddAsync(NewKey("two"), most: 1, Cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Changes_BySeveralWritersAtOnce_HaveRevisionsWithoutAHole()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => AddAsync(NewKey($"key{number}"))));
        var revoked = await Task.WhenAll(added.Take(5).Select(key => _store.RevokeAsync(key.Id, null, _now, Cancellation)));

        var changes = await _store.GetChangesAsync(0, 100, Cancellation);

        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), added.Select(key => key.Revision).Order());
        Assert.Equal(Enumerable.Range(21, 5).Select(number => (long)number), revoked.Select(key => key!.Revision).Order());
        Assert.Equal(20, changes.Count);
        Assert.Equal(changes.OrderBy(key => key.Revision), changes);
        Assert.Equal(25, await _store.GetLatestRevisionAsync(Cancellation));
        Assert.Equal(changes.Where(key => key.Revision > 20), await _store.GetChangesAsync(20, 100, Cancellation));
        Assert.Equal(changes.Take(3), await _store.GetChangesAsync(0, 3, Cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Revoke_ByAnotherThanTheOwner_ChangesNothing()
    {
        await AddAsync(NewKey("one"));

        Assert.Null(await _store.RevokeAsync("one", Guid.NewGuid(), _now, Cancellation));
        Assert.Null(await _store.RevokeAsync("two", _owner, _now, Cancellation));
        var revoked = await _store.RevokeAsync("one", _owner, _now, Cancellation);

        Assert.Equal((_now, 2L), (revoked!.RevokedAt, revoked.Revision));
        Assert.Null(await _store.RevokeAsync("one", _owner, _now, Cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task List_OfAUser_ShowsHisNewestFirstPageByPage()
    {
        for (var number = 0; number < 5; number++)
        {
            await AddAsync(NewKey($"key{number}") with { CreatedAt = _now.AddSeconds(number / 2) });
        }

        await AddAsync(NewKey("foreign") with { OwnerId = Guid.NewGuid() });
        await _store.RevokeAsync("key1", null, _now, Cancellation);

        Assert.Equal(["key4", "key3"], await IdsAsync(_owner, null, 2));
        Assert.Equal(["key2", "key0"], await IdsAsync(_owner, "key3", 2));
        Assert.Empty(await IdsAsync(_owner, "key0", 2));
        Assert.Empty(await IdsAsync(_owner, "unheard", 2));
        Assert.Equal(5, (await IdsAsync(null, null, 100)).Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task NoteUses_OfAKey_StoresOneAMinuteAndIsNoChange()
    {
        await AddAsync(NewKey("one"));

        foreach (var (seconds, stored) in (IEnumerable<(int, int)>)[(0, 0), (59, 0), (60, 60), (30, 60), (180, 180)])
        {
            await _store.NoteUsesAsync([new ApiKeyUse("one", _now.AddSeconds(seconds)), new ApiKeyUse("unheard", _now)], Cancellation);
            Assert.Equal(_now.AddSeconds(stored), (await _store.FindAsync("one", Cancellation))!.LastUsedAt);
        }

        Assert.Equal(1, await _store.GetLatestRevisionAsync(Cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Look_OfTheGrain_AnswersChangesAndStoresUses()
    {
        await AddAsync(NewKey("one"));
        await AddAsync(NewKey("two"));
        var grain = new ApiKeys(_store, TimeProvider.System);

        var first = await grain.LookAsync(-1, [], Cancellation);
        await grain.RevokeAsync("one", null, Cancellation);
        var second = await grain.LookAsync(first.Latest, [new ApiKeyUse("two", _now)], Cancellation);
        var third = await grain.LookAsync(second.Latest, [], Cancellation);

        Assert.Equal((2L, 0), (first.Latest, first.Changed.Count));
        Assert.Equal("one", Assert.Single(second.Changed).Id);
        Assert.Equal((3L, 0), (third.Latest, third.Changed.Count));
        Assert.Equal(_now, (await grain.FindAsync("two", Cancellation))!.LastUsedAt);
    }

    internal abstract Task<DatabaseOptions> CreateDatabaseAsync(CancellationToken cancellationToken);

    internal virtual Task DropDatabaseAsync() => Task.CompletedTask;

    private NewApiKey NewKey(string id, DateTimeOffset? expires = null) =>
        new(id, new string('a', 64), _owner, "laptop", "plans:read keys", _now, expires);

    private async Task<ApiKey> AddAsync(NewApiKey key) => (await _store.AddAsync(key, most: 100, Cancellation))!;

    private async Task<string[]> IdsAsync(Guid? owner, string? before, int limit) =>
        [.. (await _store.ListAsync(new ApiKeyQuery(owner, before, limit), Cancellation)).Select(key => key.Id)];
}
