using System.Collections.Concurrent;
using AiDevFramework.Grains.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>The attempts of many runs at once.</summary>
internal sealed class AttemptBook : IAttemptLedger
{
    private readonly ConcurrentQueue<BookedAttempt> _attempts = new();

    public IReadOnlyList<BookedAttempt> Attempts => [.. _attempts];

    public ValueTask<IAttempt> OpenAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        var attempt = new BookedAttempt(question.Request.ProjectId);
        _attempts.Enqueue(attempt);
        return ValueTask.FromResult<IAttempt>(attempt);
    }
}

internal sealed class BookedAttempt(Guid projectId) : IAttempt
{
    private AttemptEnd? _end;

    public Guid ProjectId => projectId;

    public string? GenerationId { get; private set; }

    /// <summary><see langword="null"/> while it is under way.</summary>
    public AttemptEnd? End => Volatile.Read(ref _end);

    public void Identify(string generationId) => GenerationId = generationId;

    public void Close(AttemptEnd end)
    {
        if (Interlocked.Exchange(ref _end, end) is not null)
        {
            throw new InvalidOperationException("An attempt was closed twice.");
        }
    }
}
