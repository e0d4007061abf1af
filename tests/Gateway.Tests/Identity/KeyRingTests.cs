using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiDevFramework.Gateway.Tests.Identity;

public sealed class KeyRingTests
{
    private readonly FakeCluster _cluster = new();
    private readonly TestClock _clock = new();
    private readonly KeyRing _ring;
    private readonly Guid _owner = Guid.NewGuid();

    public KeyRingTests() => _ring = new KeyRing(_cluster, _clock, NullLogger<KeyRing>.Instance);

    [Fact]
    public async Task Judge_OfAGoodKey_KnowsItsOwnerAndScopesAndAsksOnce()
    {
        var (text, id) = _cluster.ApiKeys.Make(_owner, Scopes.PlansRead | Scopes.Keys);

        var first = await KnownAsync(text);
        await KnownAsync(text);

        Assert.Equal((_owner, Scopes.PlansRead | Scopes.Keys, id), (first.UserId!.Value, first.Scopes, first.KeyId));
        Assert.Equal(1, _cluster.ApiKeys.Finds);
    }

    [Fact]
    public async Task Judge_OfAnotherSecretWithAKnownId_IsUnknown()
    {
        var (text, id) = _cluster.ApiKeys.Make(_owner, Scopes.PlansRead);
        await KnownAsync(text);

        Assert.IsType<CallerVerdict.Unknown>(await _ring.JudgeAsync(id, new byte[32], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Judge_OfAKeyThatWasRevokedElsewhere_IsUnknownAfterTheNextRoundAndItsConnectionsEnd()
    {
        var (text, id) = _cluster.ApiKeys.Make(_owner, Scopes.PlansRead);
        var caller = await KnownAsync(text);
        _cluster.ApiKeys.Revoke(id);

        await _ring.RoundAsync();

        Assert.True(caller.Ended.IsCancellationRequested);
        Assert.IsType<CallerVerdict.Unknown>(await JudgeAsync(text));
    }

    [Fact]
    public async Task Judge_WithoutRounds_AsksAgainAfterFiveSeconds()
    {
        var (text, id) = _cluster.ApiKeys.Make(_owner, Scopes.PlansRead);
        await KnownAsync(text);
        _cluster.ApiKeys.Revoke(id);

        await KnownAsync(text);
        _clock.Advance(KeyRing.Fresh + TimeSpan.FromMilliseconds(1));

        Assert.IsType<CallerVerdict.Unknown>(await JudgeAsync(text));
    }

    [Fact]
    public async Task Judge_WhereNobodyCanBeAsked_LetsGoodKeysGoOnForAMinuteAndJudgesNoOther()
    {
        var (good, _) = _cluster.ApiKeys.Make(_owner, Scopes.PlansRead);
        var (other, _) = _cluster.ApiKeys.Make(_owner, Scopes.PlansRead);
        await KnownAsync(good);
        _cluster.ApiKeys.Failure = new StoreUnavailableException("away");

        for (var waited = TimeSpan.Zero; waited < KeyRing.Grace; waited += KeyWatch.Interval)
        {
            await KnownAsync(good);
            Assert.IsType<CallerVerdict.Unavailable>(await JudgeAsync(other));
            _clock.Advance(KeyWatch.Interval);
            await _ring.RoundAsync();
        }

        _clock.Advance(KeyWatch.Interval);
        Assert.IsType<CallerVerdict.Unavailable>(await JudgeAsync(good));

        _cluster.ApiKeys.Failure = null;
        await _ring.RoundAsync();
        await KnownAsync(good);
        _clock.Advance(KeyWatch.Interval);
        await KnownAsync(other);
    }

    [Fact]
    public async Task Judge_OfAnExpiredKey_IsUnknownFromThatMomentAndItsConnectionsEnd()
    {
        var (text, _) = _cluster.ApiKeys.Make(_owner, Scopes.PlansRead, _clock.GetUtcNow().AddSeconds(3));
        var caller = await KnownAsync(text);

        _clock.Advance(TimeSpan.FromSeconds(3));
        await _ring.RoundAsync();

        Assert.True(caller.Ended.IsCancellationRequested);
        Assert.IsType<CallerVerdict.Unknown>(await JudgeAsync(text));
    }

    [Fact]
    public async Task Judge_OfAnUnknownKey_AsksOnceInFiveSeconds()
    {
        var (text, _) = KeyText.Make();

        await JudgeAsync(text);
        Assert.IsType<CallerVerdict.Unknown>(await JudgeAsync(text));
        Assert.Equal(1, _cluster.ApiKeys.Finds);
        _clock.Advance(KeyRing.Fresh);
        await JudgeAsync(text);

        Assert.Equal(2, _cluster.ApiKeys.Finds);
    }

    [Fact]
    public async Task Judge_OfMoreUnknownKeysThanAreRemembered_StillAnswersThem()
    {
        for (var count = 0; count < KeyRing.MostUnknown + 10; count++)
        {
            Assert.IsType<CallerVerdict.Unknown>(await JudgeAsync(KeyText.Make().Text));
        }

        var (last, _) = KeyText.Make();
        await JudgeAsync(last);
        await JudgeAsync(last);
        Assert.Equal(KeyRing.MostUnknown + 12, _cluster.ApiKeys.Finds); // there is no room to remember it
        _clock.Advance(KeyRing.Fresh);
        await JudgeAsync(last);
        await JudgeAsync(last);
        Assert.Equal(KeyRing.MostUnknown + 13, _cluster.ApiKeys.Finds); // the old ones made room
    }

    [Fact]
    public async Task Judge_OfAKeyThatIsRevokedWhileItIsRead_IsNotMissed()
    {
        var (held, _) = _cluster.ApiKeys.Make(_owner, Scopes.PlansRead);
        await KnownAsync(held); // so that rounds look
        var (text, id) = _cluster.ApiKeys.Make(_owner, Scopes.PlansRead);
        _cluster.ApiKeys.AfterRead = async () =>
        {
            _cluster.ApiKeys.AfterRead = () => Task.CompletedTask;
            _cluster.ApiKeys.Revoke(id);
            await _ring.RoundAsync(); // sees the change before the key is held
        };

        Assert.IsType<CallerVerdict.Unknown>(await JudgeAsync(text));
    }

    [Fact]
    public async Task Round_AfterUses_TellsEachKeyOnceAMinute()
    {
        var (text, id) = _cluster.ApiKeys.Make(_owner, Scopes.PlansRead);
        var begin = _clock.GetUtcNow();
        for (var second = 0; second < 130; second += 2)
        {
            await KnownAsync(text);
            await _ring.RoundAsync();
            _clock.Advance(KeyWatch.Interval);
        }

        Assert.Equal([begin, begin.AddMinutes(1), begin.AddMinutes(2)], _cluster.ApiKeys.Uses.Select(use => use.At));
        Assert.All(_cluster.ApiKeys.Uses, use => Assert.Equal(id, use.KeyId));
    }

    private ValueTask<CallerVerdict> JudgeAsync(string text)
    {
        var key = KeyText.Read(text)!;
        return _ring.JudgeAsync(key.Id, key.Digest, TestContext.Current.CancellationToken);
    }

    private async Task<Caller> KnownAsync(string text) => Assert.IsType<CallerVerdict.Known>(await JudgeAsync(text)).Caller;
}
