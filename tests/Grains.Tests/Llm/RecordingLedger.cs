using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>Remembers the attempts it was told of, and complains about one that is settled twice.</summary>
internal sealed class RecordingLedger : IAttemptLedger
{
    private readonly Lock _lock = new();
    private readonly List<RecordedAttempt> _attempts = [];
    private readonly TaskCompletionSource<RecordedAttempt> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<RecordedAttempt> First => _first.Task;

    /// <summary>Whether several calls reserve at once; the attempts of a single one come one after the other.</summary>
    public bool ServesManyCalls { get; init; }

    /// <summary>The answer instead of a grant, once it is set.</summary>
    public StepFailure? Refusal { get; set; }

    /// <summary>From which attempt on no budget has room.</summary>
    public int RefuseFrom { get; set; } = int.MaxValue;

    public IReadOnlyList<RecordedAttempt> Attempts
    {
        get
        {
            lock (_lock)
            {
                return [.. _attempts];
            }
        }
    }

    public ValueTask<Reservation> ReserveAsync(ModelQuestion question)
    {
        if (Refusal is { } refusal)
        {
            return ValueTask.FromResult<Reservation>(new Reservation.Refused(refusal));
        }

        if (Attempts.Count + 1 >= RefuseFrom)
        {
            return ValueTask.FromResult<Reservation>(new Reservation.Refused(new StepFailure("budget", RetryAvailable: true)));
        }

        var attempt = new RecordedAttempt(question.Model, question.MaxTokens);
        lock (_lock)
        {
            Assert.True(ServesManyCalls || _attempts.TrueForAll(earlier => earlier.End is not null), "An attempt begins before the one before it has ended.");
            _attempts.Add(attempt);
        }

        _first.TrySetResult(attempt);

        return ValueTask.FromResult<Reservation>(new Reservation.Granted(attempt));
    }
}

internal sealed class RecordedAttempt(string model, int maxTokens) : IAttempt
{
    private readonly TaskCompletionSource<string> _identified = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Model => model;

    public int MaxTokens => maxTokens;

    public AttemptEnd? End { get; private set; }

    public Task<string> GenerationId => _identified.Task;

    public void Identify(string generationId) => _identified.TrySetResult(generationId);

    public void Settle(AttemptEnd end)
    {
        Assert.Null(End);
        End = end;
    }
}
