using AiDevFramework.Benchmarks.Measuring;

namespace AiDevFramework.Cluster.Tests.Benchmarks;

public sealed class RatioTests
{
    [Theory]
    [InlineData(0.8)]
    [InlineData(1.0)]
    [InlineData(1.25)]
    public void Of_NoisyPairs_HasTheTruthInItsIntervalMostly(double truth)
    {
        var random = new Random(7);
        var hits = 0;
        for (var run = 0; run < 100; run++)
        {
            var ratio = Ratio.Of([.. Enumerable.Range(0, 15).Select(_ => truth * Math.Exp((random.NextDouble() - 0.5) * 0.4))]);
            hits += ratio.Low <= truth && truth <= ratio.High ? 1 : 0;
        }

        Assert.InRange(hits, 75, 99);
    }

    [Fact]
    public void Of_PairsOfOneDifference_TellsItApartFromNone()
    {
        var ratio = Ratio.Of([0.9, 0.91, 0.89, 0.9, 0.92, 0.88]);

        Assert.True(ratio.High < 0.95);
        Assert.InRange(ratio.Mean, 0.89, 0.91);
    }
}
