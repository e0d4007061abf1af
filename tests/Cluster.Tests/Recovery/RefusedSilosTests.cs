using AiDevFramework.Silo.Clustering;

namespace AiDevFramework.Cluster.Tests.Recovery;

public sealed class RefusedSilosTests
{
    [Theory]
    [InlineData(0, 3, false)]
    [InlineData(1, 1, true)] // of two silos one is left: it has nobody else to ask
    [InlineData(1, 2, true)]
    [InlineData(2, 2, false)]
    [InlineData(1, 3, true)]
    [InlineData(2, 3, false)] // its own network is more likely to be broken
    [InlineData(3, 3, false)]
    public void MayEvict_OfThoseItWatches_JudgesOnlyAMinority(int refused, int watched, bool expected) =>
        Assert.Equal(expected, RefusedSilos.MayEvict(refused, watched));
}
