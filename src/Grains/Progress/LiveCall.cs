using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Progress;

/// <summary>The text of one attempt at a model call that has not been sent yet. Guarded by its project's lock.</summary>
internal sealed class LiveCall(StepRequest request, TypicalLengths lengths) : ICallText
{
    /// <summary>Characters kept for a project that is not watched (yet), or faster than its clients. Older ones are dropped.</summary>
    public const int MaxPending = 8192;

    private readonly TextBuffer _pending = new();
    private readonly bool _isMend = request.Earlier.Any(call => call.Mend is not null);
    private readonly int _before = request.Earlier
        .Where(call => call.Verdict is CallVerdict.Continue || call.Mend is not null) // a mend comes on top of the document that it mends
        .Sum(call => call.Text.Length);
    private int _length;

    public LiveProject? Project { get; set; }

    public bool IsFinished { get; private set; }

    public bool IsWaiting => _pending.Length > (EndsInHalfACharacter ? 1 : 0);

    /// <summary>The second half of a surrogate pair is still to come.</summary>
    private bool EndsInHalfACharacter => !IsFinished && _pending.Length > 0 && char.IsHighSurrogate(_pending.Written[^1]);

    public void Append(string text) => Project?.Append(this, text);

    public void Dispose() => Project?.End(this);

    public void Add(string text)
    {
        _length += text.Length;
        var excess = Math.Max(0, _pending.Length + text.Length - MaxPending);
        var dropped = Math.Min(excess, _pending.Length);
        _pending.Drop(dropped);
        _pending.Append(text.AsSpan(excess - dropped));
        if (excess > 0 && char.IsLowSurrogate(_pending.Written[0]))
        {
            _pending.Drop(1);
        }
    }

    /// <summary>Gives back the memory of what will not be sent any more.</summary>
    public void Release() => _pending.Dispose();

    public void Finish() => IsFinished = true;

    /// <summary>The answer came to its own end: its length is worth knowing, unless it is parts.</summary>
    public void Complete()
    {
        if (!_isMend)
        {
            lengths.Record(request.Step, _before + _length);
        }
    }

    public Utf8Text DrainPayload(DateTimeOffset now)
    {
        var offset = _length - _pending.Length;
        var count = _pending.Length - (EndsInHalfACharacter ? 1 : 0);
        var percent = lengths.PercentOf(request.Step, _before + offset + count);
        var payload = EventPayload.PhaseProgress(request.Step, request.CallNumber, percent, offset, _pending.Written[..count], now);
        _pending.Drop(count);
        return payload;
    }
}
