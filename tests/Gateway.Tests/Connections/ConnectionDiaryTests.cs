using AiDevFramework.Hosting.Connections;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Gateway.Tests.Connections;

public sealed class ConnectionDiaryTests
{
    private static readonly ConnectionLimits _limits = new(100);

    private readonly TestClock _clock = new();
    private readonly ConnectionDiary _diary = new();

    [Fact]
    public void Note_OfRefusals_TellsAtOnceAndThenOnceAMinuteWithTheSum()
    {
        Assert.Equal(new ConnectionReport(90, 95, 7, 0), Note(new(90, 95, 7, 0)).Report);
        for (var second = 1; second < 60; second++)
        {
            Assert.Null(Note(new(80, 80, 1, second % 2)).Report);
        }

        Assert.Equal((60, 30), (Note(new(80, 99, 1, 0)) is { Report: { Peak: 99 } told } ? (told.Refused, told.Closed) : default));
        for (var second = 0; second < 300; second++)
        {
            Assert.Null(Note(new(1, 1, 0, 0)).Report);
        }

        Assert.Equal(1, Note(new(1, 1, 1, 0)).Report?.Refused);
    }

    [Fact]
    public void Note_AfterAStorm_SaysOnceThatItIsOver()
    {
        for (var second = 0; second < 100; second++)
        {
            Assert.False(Note(new(74, 74, 0, 0)).StormIsOver); // not crowded
            Assert.False(Note(new(1, 1, 0, 0)).StormIsOver);
        }

        Assert.False(Note(new(10, 80, 0, 0)).StormIsOver);
        var over = Enumerable.Range(1, 100).Where(second => Note(new(second < 5 ? 60 : 3, second < 5 ? 60 : 3, 0, 0)).StormIsOver).ToList();

        Assert.Equal([4 + 15], over);
    }

    private DiaryEntry Note(ConnectionReport report)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        return _diary.Note(report, _limits, _clock.GetTimestamp(), _clock);
    }
}
