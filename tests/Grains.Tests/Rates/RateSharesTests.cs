using AiDevFramework.Grains.Abstractions.Rates;
using AiDevFramework.Grains.Rates;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Rates;

public sealed class RateSharesTests
{
    [Fact]
    public void Lease_BySeveralGateways_GrantsTheQuotaTogetherAndNoMore()
    {
        var genAsk = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 8]);
        Gen.Select(Gen.Int[1, 40], genAsk.Array[1, 60]).Sample((quota, asks) =>
        {
            var shares = new RateShares();
            var used = new int[4];
            foreach (var (gateway, wanted) in asks)
            {
                var grant = shares.Lease($"gateway {gateway}", new RateAsk("any", quota, wanted, [used[gateway]]), now: 0);

                Assert.Equal(Math.Min(wanted, quota - used.Sum()), grant.Granted); // each uses all of its lease: none is left over
                Assert.Equal(used.Sum() - used[gateway], grant.Elsewhere);
                used[gateway] += grant.Granted;
            }
        });
    }

    [Fact]
    public void Lease_OfWhatAnotherGatewayLeft_IsGrantedWhenItsLeaseHasEnded()
    {
        var shares = new RateShares();
        shares.Lease("a", new RateAsk("any", 10, 10, []), now: 0);

        Assert.Equal(0, shares.Lease("b", new RateAsk("any", 10, 10, []), now: IRateBudget.LeaseSeconds - 0.1).Granted);
        Assert.Equal(10, shares.Lease("b", new RateAsk("any", 10, 10, []), now: IRateBudget.LeaseSeconds).Granted);
    }

    [Fact]
    public void Lease_OverTime_ForgetsRequestsAsTheyLeaveTheWindow()
    {
        var shares = new RateShares();
        shares.Lease("a", new RateAsk("any", 10, 0, [0, 0, 4, 0, 6]), now: 100); // four 2 s ago, six 4 s ago

        Assert.Equal(0, Granted(now: 155.9));
        Assert.Equal(6, Granted(now: 156));
        Assert.Equal(10, Granted(now: 158));

        int Granted(double now)
        {
            var grant = shares.Lease("b", new RateAsk("any", 10, 10, []), now);
            shares.Lease("b", new RateAsk("any", 10, 0, []), now); // gives it back
            return grant.Granted;
        }
    }

    [Fact]
    public void Lease_AfterTheBudgetWasLost_KnowsAgainWhatTheGatewaysTell()
    {
        var shares = new RateShares();

        var grant = shares.Lease("a", new RateAsk("any", 10, 10, [3, 4]), now: 0);

        Assert.Equal((3, 59, 1), (grant.Granted, grant.ResetSeconds, grant.Gateways));
    }
}
