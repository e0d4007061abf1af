using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Oidc;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>When keys are fetched, how often, and what holds meanwhile.</summary>
public sealed class SigningKeysTests
{
    private readonly TestClock _clock = new();
    private readonly StillKeys _issuer = new(TestKey.Rsa);
    private readonly SigningKeys _keys;
    private readonly OidcTokens _tokens;

    public SigningKeysTests()
    {
        _keys = OidcParts.KeysOf(_issuer, _clock);
        _tokens = new OidcTokens(
            Microsoft.Extensions.Options.Options.Create(OidcParts.Options()), _keys, _clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<OidcTokens>.Instance);
    }

    [Fact]
    public async Task Judge_WhileNoKeysWereEverGot_CannotTell()
    {
        _issuer.Failure = new KeySourceException("away.");

        await ExpectAsync<CallerVerdict.Unavailable>(TestKey.Rsa);
        await ExpectAsync<CallerVerdict.Unavailable>(TestKey.Rsa);
        Assert.Equal(1, _issuer.Reads); // the second is within the pause

        _issuer.Failure = null;
        _clock.Advance(SigningKeys.Pause);
        await ExpectAsync<CallerVerdict.Known>(TestKey.Rsa);
        Assert.Equal(2, _issuer.Reads);
    }

    [Fact]
    public async Task Judge_OfWhatCouldNeverBeTaken_NeedsNoKeys()
    {
        _issuer.Failure = new KeySourceException("away.");
        var foreign = Draft().With("aud", "another").Sign(TestKey.Rsa);

        Assert.IsType<CallerVerdict.Unknown>(await _tokens.JudgeAsync(foreign, TestContext.Current.CancellationToken));
        Assert.Equal(0, _issuer.Reads);
    }

    [Fact]
    public async Task Judge_OfManyAtOnce_FetchesOnce()
    {
        var gate = new TaskCompletionSource();
        _issuer.Gate = gate.Task;

        var judged = Enumerable.Range(0, 50).Select(_ => JudgeAsync(TestKey.Rsa)).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(judged), verdict => Assert.IsType<CallerVerdict.Known>(verdict));
        Assert.Equal(1, _issuer.Reads);
    }

    [Fact]
    public async Task Judge_WhereTheIssuerDoesNotAnswer_GivesUpAfterThreeSeconds()
    {
        _issuer.Gate = new TaskCompletionSource().Task;
        var deadline = _clock.NextTimerAsync(SigningKeys.Deadline);

        var judged = JudgeAsync(TestKey.Rsa);
        await deadline;
        _clock.Advance(SigningKeys.Deadline - TimeSpan.FromMilliseconds(1));
        Assert.False(judged.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.IsType<CallerVerdict.Unavailable>(await judged);
    }

    [Fact]
    public async Task Judge_OfAClientThatLeaves_LeavesTheFetchToTheOthers()
    {
        var gate = new TaskCompletionSource();
        _issuer.Gate = gate.Task;
        using var leaving = new CancellationTokenSource();
        var left = _tokens.JudgeAsync(Draft().Sign(TestKey.Rsa), leaving.Token).AsTask();
        var stays = JudgeAsync(TestKey.Rsa);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult();

        Assert.IsType<CallerVerdict.Known>(await stays);
    }

    [Fact]
    public async Task Judge_WithARotatedKey_FetchesAtOnceAndAtMostOnceAMinute()
    {
        await ExpectAsync<CallerVerdict.Known>(TestKey.Rsa);
        _issuer.Keys = [TestKey.OtherRsa];

        await ExpectAsync<CallerVerdict.Known>(TestKey.OtherRsa);
        await ExpectAsync<CallerVerdict.Unknown>(TestKey.Rsa); // the former one is no longer the issuer's
        Assert.Equal(2, _issuer.Reads);

        _issuer.Keys = [TestKey.Curve];
        for (var request = 0; request < 100; request++)
        {
            await ExpectAsync<CallerVerdict.Unknown>(TestKey.Rsa);
        }

        _clock.Advance(SigningKeys.RefreshPause - TimeSpan.FromSeconds(1));
        await ExpectAsync<CallerVerdict.Unknown>(TestKey.Curve, "ES256");
        Assert.Equal(2, _issuer.Reads);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await ExpectAsync<CallerVerdict.Known>(TestKey.Curve, "ES256");
        Assert.Equal(3, _issuer.Reads);
    }

    [Fact]
    public async Task Judge_WithARotatedKeyWhileTheIssuerIsAway_CannotTellAndTheFormerGoesOn()
    {
        await ExpectAsync<CallerVerdict.Known>(TestKey.Rsa);
        _issuer.Failure = new KeySourceException("away.");

        await ExpectAsync<CallerVerdict.Unavailable>(TestKey.OtherRsa);
        await ExpectAsync<CallerVerdict.Unavailable>(TestKey.OtherRsa);
        await ExpectAsync<CallerVerdict.Known>(TestKey.Rsa);
        Assert.Equal(2, _issuer.Reads);

        (_issuer.Failure, _issuer.Keys) = (null, [TestKey.Rsa, TestKey.OtherRsa]);
        _clock.Advance(SigningKeys.RefreshPause);
        await ExpectAsync<CallerVerdict.Known>(TestKey.OtherRsa);
    }

    [Fact]
    public async Task Judge_WithKeysOfYesterday_GoesOnForADay()
    {
        await ExpectAsync<CallerVerdict.Known>(TestKey.Rsa);
        _issuer.Failure = new KeySourceException("away.");

        _clock.Advance(SigningKeys.Lifetime - TimeSpan.FromSeconds(1));
        await ExpectAsync<CallerVerdict.Known>(TestKey.Rsa);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await ExpectAsync<CallerVerdict.Unavailable>(TestKey.Rsa);

        _issuer.Failure = null;
        _clock.Advance(SigningKeys.Pause);
        await ExpectAsync<CallerVerdict.Known>(TestKey.Rsa);
    }

    [Fact]
    public async Task Judge_AfterAnAnswerThatIsNoKeySet_GoesOnWithTheFormerKeys()
    {
        await ExpectAsync<CallerVerdict.Known>(TestKey.Rsa);
        _issuer.Failure = new InvalidCastException("nobody thought of this");

        await _keys.RoundAsync();
        _clock.Advance(_issuer.Interval);
        await _keys.RoundAsync();

        Assert.Equal(2, _issuer.Reads);
        await ExpectAsync<CallerVerdict.Known>(TestKey.Rsa);
    }

    [Fact]
    public async Task Round_OfTheWatch_FetchesAtTheStartThenEachHourAndSoonerAfterAFailure()
    {
        async Task<int> ReadsAfterAsync(TimeSpan wait)
        {
            _clock.Advance(wait);
            await _keys.RoundAsync();
            return _issuer.Reads;
        }

        Assert.Equal(1, await ReadsAfterAsync(TimeSpan.Zero));
        Assert.Equal(1, await ReadsAfterAsync(_issuer.Interval - TimeSpan.FromSeconds(1)));
        _issuer.Failure = new KeySourceException("away.");
        Assert.Equal(2, await ReadsAfterAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal(2, await ReadsAfterAsync(_issuer.Retry - TimeSpan.FromSeconds(1)));
        Assert.Equal(3, await ReadsAfterAsync(TimeSpan.FromSeconds(1)));
    }

    private TokenDraft Draft() => new(OidcParts.Issuer, _clock.GetUtcNow());

    private Task<CallerVerdict> JudgeAsync(TestKey key, string algorithm = "RS256") =>
        _tokens.JudgeAsync(Draft().Sign(key, algorithm), TestContext.Current.CancellationToken).AsTask();

    private async Task ExpectAsync<T>(TestKey key, string algorithm = "RS256") => Assert.IsType<T>(await JudgeAsync(key, algorithm));
}
