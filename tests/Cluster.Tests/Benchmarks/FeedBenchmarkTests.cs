using AiDevFramework.Benchmarks.Feed;
using AiDevFramework.Benchmarks.Text;

namespace AiDevFramework.Cluster.Tests.Benchmarks;

/// <summary>The benchmarks of the feed on a small scale: what they measure is of no interest here, what they check is.</summary>
public sealed class FeedBenchmarkTests(ITestOutputHelper log)
{
    [Fact(Timeout = 300_000)]
    public async Task Feed_BesideClientsThatNeverRead_LosesAndRepeatsNothing()
    {
        var output = new StringWriter();

        await new FeedBenchmark(new FeedOptions(Sockets: 200, Projects: 20, EventsPerSecond: 50, StepMs: 50, Silent: 20, Runs: 1), output)
            .RunAsync(TestContext.Current.CancellationToken);

        log.WriteLine(output.ToString());
        Assert.Contains("200 sockets over 20 projects", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("0 gaps, 0 repeats", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Soak_WithForcedReconnects_LosesAndRepeatsNothing()
    {
        var output = new StringWriter();

        await new SoakBenchmark(
            new SoakOptions(Deliveries: 8000, Reconnects: 500, Sockets: 400, Projects: 20, EventsPerSecond: 100, StepMs: 100), output)
            .RunAsync(TestContext.Current.CancellationToken);

        log.WriteLine(output.ToString());
        Assert.Contains("forced reconnects: 0 gaps, 0 repeats, 0 clients with either", output.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Text_OfSeveralModels_ArrivesWholeAndAtMostFiveTimesASecond()
    {
        var output = new StringWriter();

        await new TextBenchmark(new TextOptions(Projects: 5, Words: 150, Runs: 1), output).RunAsync(TestContext.Current.CancellationToken);

        log.WriteLine(output.ToString());
        Assert.Contains("pieces of a project in any second", output.ToString(), StringComparison.Ordinal);
    }
}
