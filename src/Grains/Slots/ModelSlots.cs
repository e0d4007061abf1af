using AiDevFramework.Grains.Abstractions.Slots;

namespace AiDevFramework.Grains.Slots;

/// <summary>
/// Keeps the slots of one model in memory. A new activation grants nothing beyond what is in use until every silo that holds
/// slots has told or lost them; only where there is no other silo than this one it need not wait.
/// </summary>
[CollectionAgeLimit(AlwaysActive = true)] // it would have to begin anew
internal sealed class ModelSlots(IClusterMembershipService members, TimeProvider clock) : Grain, IModelSlots
{
    private readonly long _start = clock.GetTimestamp();
    private readonly SlotShares _shares = new(quietUntil: IsAlone(members) ? 0 : IModelSlots.Lease.TotalSeconds);

    public Task<int> LeaseAsync(SlotAsk ask, CancellationToken cancellationToken) =>
        Task.FromResult(_shares.Lease(ask, clock.GetElapsedTime(_start).TotalSeconds));

    private static bool IsAlone(IClusterMembershipService members) =>
        members.CurrentSnapshot.Members.Values.Count(member => member.Status is SiloStatus.Active) <= 1;
}
