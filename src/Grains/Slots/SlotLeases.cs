using System.Collections.Concurrent;
using AiDevFramework.Grains.Abstractions.Slots;
using AiDevFramework.Llm;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Slots;

/// <summary>This silo's part of the slots of every model that is limited over all silos.</summary>
internal sealed partial class SlotLeases(
    IOptions<LlmOptions> options,
    IGrainFactory grains,
    ILocalSiloDetails silo,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<SlotLeases> logger) : ISharedSlots
{
    private readonly SlotLimits _limits = SlotLimits.Parse(options.Value.ModelLimits, out _);
    private readonly ConcurrentDictionary<string, SlotLease> _leases = new(StringComparer.Ordinal);

    /// <returns><see langword="null"/> for a model without a limit.</returns>
    public SlotLease? Find(string model) =>
        !_limits.IsEmpty && _limits.Of(model) is { } limit ? _leases.GetOrAdd(model, Create, limit) : null;

    ISharedSlot? ISharedSlots.Find(string model) => Find(model);

    private SlotLease Create(string model, int limit) => new(
        (inUse, waiting, cancellationToken) => grains.GetGrain<IModelSlots>(model)
            .LeaseAsync(new SlotAsk(silo.SiloAddress.ToParsableString(), inUse, waiting, limit), cancellationToken),
        exception => LogNoLease(exception, model),
        clock,
        lifetime.ApplicationStopping);

    [LoggerMessage(LogLevel.Warning, "No answer about the slots of model {Model}; its calls wait")]
    private partial void LogNoLease(Exception exception, string model);
}
