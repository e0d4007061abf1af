namespace AiDevFramework.Grains.Abstractions.Slots;

/// <summary>
/// How many calls of one model all silos may make at once, keyed by the model. Silos lease a number of slots and use them for
/// any of their runs. Each ask tells what a silo uses, so that a new activation knows all of it after one lease.
/// </summary>
[Alias("aidev.model-slots")]
public interface IModelSlots : IGrainWithStringKey
{
    /// <summary>A silo that does not ask again within this time has lost its slots. It makes no new calls after it either.</summary>
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);

    /// <summary>How often a silo asks that uses slots or waits for some.</summary>
    static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1);

    /// <returns>How many calls the silo may have under way until its lease ends. May be fewer than it has: then it begins none.</returns>
    [ResponseTimeout("00:00:02")]
    Task<int> LeaseAsync(SlotAsk ask, CancellationToken cancellationToken);
}

/// <param name="Silo">Replaces what the same silo told before.</param>
/// <param name="InUse">Calls under way.</param>
/// <param name="Waiting">Calls that wait for a slot.</param>
/// <param name="Limit">Slots of all silos together.</param>
[GenerateSerializer, Immutable, Alias("aidev.slot-ask")]
public sealed record SlotAsk(
    [property: Id(0)] string Silo,
    [property: Id(1)] int InUse,
    [property: Id(2)] int Waiting,
    [property: Id(3)] int Limit);
