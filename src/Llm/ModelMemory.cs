using System.Collections.Concurrent;

namespace AiDevFramework.Llm;

/// <summary>Remembers for a day what refusals said about the provider's models: servers are updated, and keys get other models behind the same name.
/// A process has one provider, so the name of a model is key enough.</summary>
internal sealed class ModelMemory(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public RefusedMembers RefusedBy(string model) => Find(model).Refused;

    public ModelLimits LimitsOf(string model) => Find(model).Limits;

    public void Remember(string model, RefusedMembers refused, ModelLimits limits)
    {
        var now = clock.GetUtcNow();
        _entries.AddOrUpdate(
            model,
            _ => new Entry(refused, limits, now + Lifetime),
            (_, known) => known.Until <= now
                ? new Entry(refused, limits, now + Lifetime)
                : new Entry(known.Refused | refused, known.Limits.Within(limits), known.Until)); // the day begins with the first refusal
    }

    private Entry Find(string model) => _entries.TryGetValue(model, out var known) && known.Until > clock.GetUtcNow() ? known : default;

    private readonly record struct Entry(RefusedMembers Refused, ModelLimits Limits, DateTimeOffset Until);
}
