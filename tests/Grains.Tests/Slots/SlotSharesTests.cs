using AiDevFramework.Grains.Abstractions.Slots;
using AiDevFramework.Grains.Slots;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Slots;

public sealed class SlotSharesTests
{
    private const int Limit = 10;

    private readonly SlotShares _shares = new(quietUntil: 0);

    [Fact]
    public void Lease_OfLessThanThereIs_GrantsAll() => Assert.Equal((3, 7), (Ask("a", 1, 2), Ask("b", 0, 7)));

    [Fact]
    public void Lease_OfMoreThanThereIs_SharesEvenlyAsCallsEnd()
    {
        Assert.Equal(10, Ask("a", 0, 1000));
        Assert.Equal(0, Ask("b", 0, 1000)); // all are with the other
        Assert.Equal(5, Ask("a", 10, 990)); // which may begin none until five have ended
        Assert.Equal(0, Ask("b", 0, 1000));
        Assert.Equal(5, Ask("a", 5, 995));
        Assert.Equal(5, Ask("b", 0, 1000));
    }

    [Fact]
    public void Lease_OfLittle_GetsItBesideTheGreedy()
    {
        Ask("greedy", 0, 1000);
        Ask("modest", 0, 2);
        Assert.Equal(8, Ask("greedy", 0, 1000));
        Assert.Equal(2, Ask("modest", 0, 2));
    }

    [Fact]
    public void Lease_OfASiloThatIsSilent_RunsOut()
    {
        Assert.Equal(10, Ask("dead", 0, 1000));

        Assert.Equal(0, Ask("alive", 0, 4, now: 5.9));
        Assert.Equal(4, Ask("alive", 0, 4, now: 6));
    }

    [Fact]
    public void Lease_ThatIsGivenBack_IsFreeAtOnce()
    {
        Ask("a", 0, 1000);
        Assert.Equal(0, Ask("a", 0, 0));

        Assert.Equal(10, Ask("b", 0, 1000));
    }

    [Fact]
    public void Lease_BeforeAllCanHaveTold_GrantsWhatIsInUse()
    {
        var renewed = new SlotShares(quietUntil: 6);

        Assert.Equal((4, 0), (renewed.Lease(new SlotAsk("a", 4, 5, Limit), 1), renewed.Lease(new SlotAsk("b", 0, 5, Limit), 1)));
        Assert.Equal(5, renewed.Lease(new SlotAsk("b", 0, 5, Limit), 6));
    }

    [Fact]
    public void Lease_OfAnySilos_NeverGrantsMoreThanTheLimitAndLeavesNoneUnused()
    {
        Gen.Select(Gen.Int[1, 20], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 30]).Array[1, 60]).Sample((limit, asks) =>
        {
            var shares = new SlotShares(quietUntil: 0);
            var (granted, demands) = (new Dictionary<string, int>(), new Dictionary<string, int>());
            foreach (var (silo, demand) in asks)
            {
                Lease($"{silo}", demand);
                Assert.True(granted.Values.Sum() <= limit);
            }

            for (var round = 0; round < 3; round++) // silos that leave what they are to leave
            {
                foreach (var silo in demands.Keys)
                {
                    Lease(silo, demands[silo]);
                }
            }

            Assert.Equal(Math.Min(limit, demands.Values.Sum()), granted.Values.Sum());
            var crowded = demands.Where(demand => granted[demand.Key] < demand.Value).Select(demand => granted[demand.Key]).ToList();
            Assert.True(crowded.Count == 0 || granted.Values.Max() - crowded.Min() <= 1);

            void Lease(string silo, int demand)
            {
                demands[silo] = demand;
                granted[silo] = shares.Lease(new SlotAsk(silo, 0, demand, limit), 0);
            }
        });
    }

    private int Ask(string silo, int inUse, int waiting, double now = 0) => _shares.Lease(new SlotAsk(silo, inUse, waiting, Limit), now);
}
