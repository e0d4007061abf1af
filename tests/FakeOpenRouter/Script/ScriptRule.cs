using System.Text;

namespace AiDevFramework.FakeOpenRouter.Script;

/// <summary>Which calls get which behaviours. Takes effect with <see cref="Answer"/>.</summary>
public sealed class ScriptRule
{
    private readonly FakeScript _script;
    private readonly string? _step;
    private readonly int? _nth;
    private readonly byte[]? _marker;
    private Behaviour[] _behaviours = [];
    private int _seen;

    internal ScriptRule(FakeScript script, string? step, int? nth, string? marker)
    {
        _script = script;
        _step = step;
        _nth = nth;
        _marker = string.IsNullOrEmpty(marker) ? null : Encoding.UTF8.GetBytes(marker);
    }

    /// <summary>How many calls of this step and marker came since the rule was made.</summary>
    public int Seen => Volatile.Read(ref _seen);

    /// <summary>With an nth: that call and those after it get the behaviours in order, one each, then the rule is over.
    /// Without: in order, and the last one for ever.</summary>
    public ScriptRule Answer(params Behaviour[] behaviours)
    {
        ArgumentOutOfRangeException.ThrowIfZero(behaviours.Length);
        _behaviours = behaviours;
        _script.Add(this);
        return this;
    }

    /// <returns><see langword="null"/> where the rule has nothing to say about the call. Counts it all the same.</returns>
    internal Behaviour? Next(string step, ReadOnlySpan<byte> prompt)
    {
        if ((_step is not null && _step != step) || (_marker is not null && prompt.IndexOf(_marker) < 0))
        {
            return null;
        }

        var index = Interlocked.Increment(ref _seen) - (_nth ?? 1);
        if (index < 0)
        {
            return null;
        }

        return index < _behaviours.Length ? _behaviours[index] : _nth is null ? _behaviours[^1] : null;
    }
}
