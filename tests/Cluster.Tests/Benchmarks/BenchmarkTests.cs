using AiDevFramework.Benchmarks.ColdStart;
using AiDevFramework.Benchmarks.Workflows;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Cluster.Tests.Benchmarks;

/// <summary>The benchmarks still run and see every workflow through. What they measure is nobody's promise here.</summary>
public sealed class BenchmarkTests
{
    [Theory(Timeout = 300_000)]
    [InlineData("sqlite", "SQLite")]
    [InlineData("postgres", "PostgreSQL")]
    public async Task Workflows_AFew_AllEndWithAllTheirEvents(string database, string title)
    {
        var options = WorkflowOptions.Parse(["--database", database, "--in-flight", "1,3", "--runs", "1", "--seconds", "1"]);
        var output = new StringWriter();

        await new WorkflowBenchmark(options, output).RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains(title, output.ToString(), StringComparison.Ordinal);
        Assert.Contains("all there were, in order, once", output.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Beside_Itself_ShowsTheNoiseAndARatio()
    {
        var options = BesideOptions.Parse(
            ["--base", Repository.Root, "--database", "sqlite", "--in-flight", "2", "--pairs", "2", "--seconds", "0.5"]);
        var output = new StringWriter();

        await new BesideBenchmark(options, output).RunAsync(TestContext.Current.CancellationToken);

        Assert.Matches(@"2 +before +.* 1\.000 \(90 %: 1\.000-1\.000\)", output.ToString());
        Assert.Matches(@"2 +before, again +.* \d\.\d{3} \(90 %", output.ToString());
        Assert.Matches(@"2 +now +.* \d\.\d{3} \(90 %", output.ToString());
    }

    [Fact]
    public void OrderOf_OverAsManyRoundsAsServices_GivesEachEachPlace()
    {
        var orders = Enumerable.Range(0, 3).Select(round => BesideBenchmark.OrderOf(round, 3).ToList()).ToList();

        Assert.All(Enumerable.Range(0, 3), place => Assert.Equal([0, 1, 2], orders.Select(order => order[place]).Order()));
    }

    [Fact]
    public void Parse_WithoutAnotherTree_SaysWhatIsWanted()
    {
        var exception = Assert.Throws<FormatException>(() => BesideOptions.Parse(["--base", Path.GetTempPath()]));

        Assert.Contains("root of a checkout", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task ColdStart_Once_SeesTheServiceAnswer()
    {
        var output = new StringWriter();

        await new ColdStartBenchmark(runs: 1, output).RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("existing data folder", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--database", "oracle")]
    [InlineData("--runs", "0")]
    [InlineData("--runs", "1.5")]
    [InlineData("--nonsense", "1")]
    [InlineData("--runs")]
    public void Parse_OfNonsense_SaysWhatItIs(params string[] args)
    {
        var exception = Assert.Throws<FormatException>(() => WorkflowOptions.Parse(args));

        Assert.Contains(args[0].TrimStart('-'), exception.Message, StringComparison.Ordinal);
    }
}
