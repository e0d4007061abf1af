using AiDevFramework.Grains.State;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>A stored attempt, as its silo knows it.</summary>
internal sealed class ReservedAttempt(AttemptRecord stored) : IAttempt
{
    private static readonly AttemptEnd LeftOpen = new(AttemptStatus.Unknown, "broke", null);

    private volatile string? _generationId;
    private AttemptEnd? _end;
    private long? _sentAt;

    public Guid Id => stored.Id;

    public string Model => stored.Model;

    public string? GenerationId => _generationId;

    public bool HasEnded => _end is not null;

    public bool IsSent => _sentAt is not null;

    /// <summary>Whether the provider's id was stored.</summary>
    public bool Noted { get; set; }

    /// <summary>How it ended. One that nobody settled was not sent, or broke off.</summary>
    public AttemptEnd End => (_end ?? (IsSent ? LeftOpen : AttemptEnd.NotSent)) with { GenerationId = _generationId };

    /// <param name="now">A timestamp of the clock.</param>
    public ReservedAttempt Send(long now)
    {
        _sentAt = now;
        return this;
    }

    public void Identify(string generationId) => _generationId ??= generationId;

    public void Settle(AttemptEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, end, null) is not null)
        {
            throw new InvalidOperationException($"Attempt {Id} is settled already.");
        }
    }

    /// <summary>Whether the provider's id is worth storing by itself: the call has been under way since before
    /// <paramref name="sentBefore"/>.</summary>
    public bool WantsNote(long sentBefore) => !Noted && !HasEnded && _generationId is not null && _sentAt <= sentBefore;
}
