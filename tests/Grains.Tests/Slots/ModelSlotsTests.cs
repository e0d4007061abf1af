using AiDevFramework.Grains.Abstractions.Slots;
using AiDevFramework.Grains.Tests.Projects;

namespace AiDevFramework.Grains.Tests.Slots;

public sealed class ModelSlotsTests
{
    [Fact(Timeout = 120_000)]
    public async Task LeaseAsync_OfSeveralSilos_NeverGoesOverTheLimit()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await ProjectCluster.StartAsync();
        var slots = cluster.Silos.Client.GetGrain<IModelSlots>("some/model");

        Assert.Equal(3, await slots.LeaseAsync(new SlotAsk("a", 0, 10, 3), cancellation)); // alone: no need to wait for others to tell
        Assert.Equal(0, await slots.LeaseAsync(new SlotAsk("b", 0, 10, 3), cancellation));
        Assert.Equal(0, await slots.LeaseAsync(new SlotAsk("a", 0, 0, 3), cancellation));
        Assert.Equal(3, await slots.LeaseAsync(new SlotAsk("b", 0, 10, 3), cancellation));
    }
}
