using System.Globalization;
using System.Security.Cryptography;

namespace AiDevFramework.Chaos.Tests;

/// <summary>A short run of the chaos command: once with the same faults each time, once with others.</summary>
[Trait("Runs", "Programs")]
public sealed class SampleTests(ITestOutputHelper output)
{
    private const int FixedSeed = 20_261;

    [Fact(Timeout = 600_000)]
    public Task Run_WithTheFixedSeed_KeepsEveryInvariant() => RunAsync(FixedSeed, "0.75");

    [Fact(Timeout = 600_000)]
    public Task Run_WithAnySeed_KeepsEveryInvariant() => RunAsync(RandomNumberGenerator.GetInt32(1, 1_000_000), "0.5");

    private async Task RunAsync(int seed, string minutes)
    {
        var options = ChaosOptions.Parse(
            ["--minutes", minutes, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--rate", "20", "--clients", "12"]);
        var report = new StringWriter();

        var code = await new ChaosRun(options, report).RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine(report.ToString());
        Assert.True(code == 0, report.ToString());
    }
}
