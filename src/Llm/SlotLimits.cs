using System.Globalization;

namespace AiDevFramework.Llm;

/// <summary>How many calls of a model all silos may make at once: <c>model=number</c> each, <c>*=number</c> for all others.</summary>
internal sealed class SlotLimits
{
    private readonly Dictionary<string, int> _limits = new(StringComparer.Ordinal);

    /// <param name="invalid">The first entry that is none.</param>
    public static SlotLimits Parse(IReadOnlyList<string> entries, out string? invalid)
    {
        var limits = new SlotLimits();
        invalid = null;
        foreach (var entry in entries)
        {
            var equals = entry.LastIndexOf('=');
            if (equals > 0 && int.TryParse(entry[(equals + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
                && limit is >= 1 and <= 100_000)
            {
                limits._limits[entry[..equals].Trim()] = limit;
            }
            else
            {
                invalid ??= entry;
            }
        }

        return limits;
    }

    public bool IsEmpty => _limits.Count == 0;

    /// <returns><see langword="null"/> for a model without a limit.</returns>
    public int? Of(string model) =>
        _limits.TryGetValue(model, out var limit) || _limits.TryGetValue("*", out limit) ? limit : null;
}
