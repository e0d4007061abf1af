using AiDevFramework.Grains.Abstractions.Slots;

namespace AiDevFramework.Grains.Slots;

/// <summary>
/// Who of the silos may use how many slots of one model. A silo gets what it asks for as long as there is enough for all; else
/// the slots are shared evenly among those who want them, and what one is to give up comes free as its calls end. Time is a
/// number of seconds that never runs backwards.
/// </summary>
/// <param name="quietUntil">Until then other silos may hold slots that nobody has told of: only what is in use is granted.</param>
internal sealed class SlotShares(double quietUntil)
{
    private readonly Dictionary<string, Share> _shares = [];

    public int Lease(SlotAsk ask, double now)
    {
        foreach (var gone in _shares.Where(share => now - share.Value.At >= IModelSlots.Lease.TotalSeconds).Select(share => share.Key).ToList())
        {
            _shares.Remove(gone);
        }

        var before = _shares.GetValueOrDefault(ask.Silo);
        var demand = ask.InUse + ask.Waiting;
        if (demand == 0)
        {
            _shares.Remove(ask.Silo);
            return 0;
        }

        _shares[ask.Silo] = new Share(ask.InUse, demand, before?.Granted ?? 0, now);
        var elsewhere = _shares.Where(share => share.Key != ask.Silo).Sum(share => share.Value.Held);
        var granted = now < quietUntil
            ? Math.Min(ask.InUse, ask.Limit)
            : Math.Clamp(FairShare(ask.Silo, ask.Limit), 0, Math.Max(0, ask.Limit - elsewhere));
        _shares[ask.Silo] = new Share(ask.InUse, demand, granted, now);
        return granted;
    }

    /// <summary>Fills up the demands from the smallest on: nobody gets more than it wants, and what it leaves is the others'.</summary>
    private int FairShare(string silo, int limit)
    {
        var (left, silos) = (limit, _shares.Count);
        foreach (var (name, share) in _shares.OrderBy(share => share.Value.Demand).ThenBy(share => share.Key, StringComparer.Ordinal))
        {
            var fair = Math.Min(share.Demand, (left + silos - 1) / silos); // rounded up: the last slot must not stay unused
            if (name == silo)
            {
                return fair;
            }

            left -= fair;
            silos--;
        }

        return 0; // not reached: the silo has just told its demand
    }

    private sealed record Share(int InUse, int Demand, int Granted, double At)
    {
        public int Held => Math.Max(InUse, Granted);
    }
}
