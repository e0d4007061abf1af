using System.Net;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Security;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>The place of a connection ends with the token that opened it, to the instant.</summary>
public sealed class ConnectionEndTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly ProgressPlaces _places;

    public ConnectionEndTests() => _places = new ProgressPlaces(Options.Create(new ProgressOptions { IdleMinutes = 10_080 }), _clock);

    public void Dispose() => _places.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-100_000)]
    public void Enter_WithATokenThatHasEndedMeanwhile_IsOverAtOnce(int seconds)
    {
        using var place = Enter(seconds);

        Assert.True(place.Ended.IsCancellationRequested || place.End is PlaceEnd.TokenReplaced);
    }

    [Fact]
    public void Enter_WithAToken_IsOverWhenThatEnds()
    {
        using var place = Enter(60);

        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(PlaceEnd.None, place.End);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PlaceEnd.TokenReplaced, place.End);
    }

    [Fact]
    public void Dispose_OfAPlace_TakesItsTimerAway()
    {
        var place = Enter(60);
        place.Dispose();

        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal((PlaceEnd.None, 0), (place.End, _places.Count));
    }

    private ProgressPlace Enter(int seconds) => _places.TryEnter(
        new ProgressPass(null, "somebody", CancellationToken.None) { EndsAt = _clock.GetUtcNow().AddSeconds(seconds) }, IPAddress.Loopback, "sse", out _)!;
}
