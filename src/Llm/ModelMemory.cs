using System.Collections.Concurrent;

namespace AiDevFramework.Llm;

/// <summary>What refusals have told of the provider's models, for a day: servers are updated, and keys get other models behind the same name.
/// A process has one provider, so that its address needs no place here.</summary>
internal sealed class ModelMemory(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public RefusedMembers RefusedBy(string model) => Find(model).Refused;

    public ModelLimits LimitsOf(string model) => Find(model).Limits;

    public void Remember(string model, RefusedMembers refused, ModelLimits limits)
    {
        var now = clock.GetUtcNow();
        _entries.AddOrUpdate(
            model,
            _ => new Entry(refused, limits, now + Kept),
            (_, known) => known.Until <= now
                ? new Entry(refused, limits, now + Kept)
                : new Entry(known.Refused | refused, known.Limits.Within(limits), known.Until)); // of the first: a day is a day
    }

    private Entry Find(string model) => _entries.TryGetValue(model, out var known) && known.Until > clock.GetUtcNow() ? known : default;

    private readonly record struct Entry(RefusedMembers Refused, ModelLimits Limits, DateTimeOffset Until);
}
