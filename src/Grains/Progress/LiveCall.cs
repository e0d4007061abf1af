using System.Text;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.Progress;

/// <summary>The text of one attempt at a model call that has not been sent yet. Guarded by its project's lock.</summary>
internal sealed class LiveCall(StepRequest request, TypicalLengths lengths) : IDisposable
{
    /// <summary>Characters kept for a project that is not watched (yet), or faster than its clients. Older ones are dropped.</summary>
    public const int MaxPending = 8192;

    private readonly StringBuilder _pending = new();
    private readonly int _before = request.Earlier.Where(call => call.Verdict is CallVerdict.Continue).Sum(call => call.Text.Length);
    private int _length;

    public LiveProject? Project { get; set; }

    public bool IsFinished { get; private set; }

    public bool IsWaiting => _pending.Length > (EndsInHalfACharacter ? 1 : 0);

    /// <summary>The second half of a surrogate pair is still to come.</summary>
    private bool EndsInHalfACharacter => !IsFinished && _pending.Length > 0 && char.IsHighSurrogate(_pending[^1]);

    public void Append(string text) => Project?.Append(this, text);

    public void Dispose() => Project?.End(this);

    public void Add(string text)
    {
        _length += text.Length;
        _pending.Append(text);
        if (_pending.Length > MaxPending)
        {
            var drop = _pending.Length - MaxPending;
            _pending.Remove(0, char.IsLowSurrogate(_pending[drop]) ? drop + 1 : drop);
        }
    }

    public void Finish() => IsFinished = true;

    /// <summary>The answer came to its own end: its length is worth knowing.</summary>
    public void Complete() => lengths.Learn(request.Step, _before + _length);

    public string TakePayload(DateTimeOffset now)
    {
        var offset = _length - _pending.Length;
        var count = _pending.Length - (EndsInHalfACharacter ? 1 : 0);
        var text = _pending.ToString(0, count);
        _pending.Remove(0, count);
        var percent = lengths.PercentOf(request.Step, _before + offset + count);
        return EventPayload.PhaseProgress(request.Step, request.CallNumber, percent, offset, text, now);
    }
}
