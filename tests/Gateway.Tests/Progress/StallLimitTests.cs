using AiDevFramework.Gateway.Progress;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class StallLimitTests
{
    [Fact]
    public void Next_ForManyConnections_IsSpreadOverSecondsAndLeavesTimeForTheFarewell()
    {
        var limits = Enumerable.Range(0, 1000).Select(_ => StallLimit.Next()).ToList();

        Assert.InRange(limits.Min(), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4.5));
        Assert.InRange(limits.Max(), TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(8));
        Assert.All(limits.GroupBy(limit => Math.Floor(limit.TotalSeconds * 2)), half => Assert.InRange(half.Count(), 1, 250)); // an eighth each, give or take
    }
}
