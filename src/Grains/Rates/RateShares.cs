using AiDevFramework.Grains.Abstractions.Rates;

namespace AiDevFramework.Grains.Rates;

/// <summary>Who of the gateways has let in how much of one quota. Time is a number of seconds that never runs backwards.</summary>
internal sealed class RateShares
{
    private readonly Dictionary<string, Share> _shares = [];

    public RateGrant Lease(string gateway, RateAsk ask, double now)
    {
        foreach (var gone in _shares.Where(share => share.Value.IsOver(now)).Select(share => share.Key).ToList())
        {
            _shares.Remove(gone);
        }

        var elsewhere = _shares.Where(share => share.Key != gateway).Sum(share => share.Value.UsedAt(now));
        var own = new Share(ask.Used, 0, now);
        var granted = Math.Clamp(ask.Quota - elsewhere - own.UsedAt(now), 0, Math.Max(ask.Wanted, 0));
        _shares[gateway] = own with { Leased = granted };
        return new RateGrant(granted, elsewhere, _shares.Values.Select(share => share.ResetAt(now)).Where(IsSet).DefaultIfEmpty().Min(), _shares.Count);

        static bool IsSet(int seconds) => seconds > 0;
    }

    /// <param name="Used">As the gateway told it at <paramref name="At"/>: it ages here.</param>
    private sealed record Share(IReadOnlyList<int> Used, int Leased, double At)
    {
        public int UsedAt(double now)
        {
            var age = (int)(now - At);
            return Used.Take(Math.Max(IRateBudget.WindowSeconds - age, 0)).Sum() + (now - At < IRateBudget.LeaseSeconds ? Leased : 0);
        }

        public bool IsOver(double now) => UsedAt(now) == 0;

        /// <returns>Seconds until its oldest request leaves the window.</returns>
        public int ResetAt(double now)
        {
            var age = (int)(now - At);
            for (var slot = Math.Min(Used.Count, IRateBudget.WindowSeconds - age) - 1; slot >= 0; slot--)
            {
                if (Used[slot] > 0)
                {
                    return IRateBudget.WindowSeconds - age - slot;
                }
            }

            return Leased > 0 ? IRateBudget.LeaseSeconds : 0;
        }
    }
}
