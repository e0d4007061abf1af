using AiDevFramework.Settings;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Grains.Tests.Settings;

public sealed class LogPaceTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void IsDue_OftenInAMinute_IsSoOnceAndCountsTheOthers()
    {
        var pace = new LogPace(_clock);

        Assert.Equal((true, 0), Ask());
        for (var second = 1; second < 60; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal((false, 0), Ask());
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((true, 59), Ask());
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((true, 0), Ask());

        (bool, int) Ask() => (pace.IsDue(out var others), others);
    }
}
