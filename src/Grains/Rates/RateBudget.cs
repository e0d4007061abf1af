using AiDevFramework.Grains.Abstractions.Rates;

namespace AiDevFramework.Grains.Rates;

/// <summary>Keeps one client's shares in memory: they are worth a minute, and every gateway knows its own.</summary>
internal sealed class RateBudget(TimeProvider clock) : Grain, IRateBudget
{
    private readonly Dictionary<string, RateShares> _policies = [];
    private readonly long _start = clock.GetTimestamp();

    public Task<IReadOnlyList<RateGrant>> LeaseAsync(
        string gateway, IReadOnlyList<RateAsk> asks, CancellationToken cancellationToken)
    {
        var now = clock.GetElapsedTime(_start).TotalSeconds;
        return Task.FromResult<IReadOnlyList<RateGrant>>([.. asks.Select(ask => SharesOf(ask.Policy).Lease(gateway, ask, now))]);
    }

    private RateShares SharesOf(string policy)
    {
        if (!_policies.TryGetValue(policy, out var shares))
        {
            _policies.Add(policy, shares = new RateShares());
        }

        return shares;
    }
}
