using AiDevFramework.Hosting.Health;
using AiDevFramework.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Testing;

namespace AiDevFramework.Gateway.Tests.Health;

public sealed class HealthDiaryTests
{
    private readonly FakeLogCollector _log = new();
    private readonly HealthDiary _diary;

    public HealthDiaryTests() => _diary = new HealthDiary(new FakeLogger<HealthDiary>(_log));

    [Fact]
    public void Note_OfEveryProbe_TellsWhatChanged()
    {
        foreach (var status in (HealthStatus[])[HealthStatus.Healthy, HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Degraded, HealthStatus.Healthy, HealthStatus.Healthy])
        {
            _diary.Note(Report(status, []));
        }

        Assert.Equal(
            [
                "Warning The health check cluster finds: It is Unhealthy.",
                "Warning The health check cluster finds: It is Degraded.",
                "Information The health check cluster finds nothing wrong any more",
            ],
            Told());
    }

    [Fact]
    public void Note_OfACheckThatTellsItself_TellsNothing()
    {
        _diary.Note(Report(HealthStatus.Unhealthy, [HealthTags.Logged]));

        Assert.Empty(Told());
    }

    private List<string> Told() => [.. _log.GetSnapshot().Select(line => $"{line.Level} {line.Message}")];

    private static HealthReport Report(HealthStatus status, string[] tags) => new(
        new Dictionary<string, HealthReportEntry>
        {
            ["cluster"] = new(status, $"It is {status}.", TimeSpan.Zero, exception: null, data: null, tags),
        },
        TimeSpan.Zero);
}
