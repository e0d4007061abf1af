using AiDevFramework.Benchmarks.Feed;

namespace AiDevFramework.Cluster.Tests.Benchmarks;

/// <summary>The benchmark of the feed on a small scale: what it measures is of no interest here, what it checks is.</summary>
public sealed class FeedBenchmarkTests
{
    [Fact(Timeout = 300_000)]
    public async Task Feed_OnASmallScale_LosesAndRepeatsNothing()
    {
        var output = new StringWriter();

        await new FeedBenchmark(new FeedOptions(Sockets: 200, Projects: 20, EventsPerSecond: 100, StepMs: 50), output)
            .RunAsync(TestContext.Current.CancellationToken);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("200 sockets over 20 projects connected", lines[0], StringComparison.Ordinal);
        Assert.Contains("; 0 gaps and repeats", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("200 clients resumed", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("; 0 gaps and repeats", lines[2].TrimEnd(), StringComparison.Ordinal);
    }
}
