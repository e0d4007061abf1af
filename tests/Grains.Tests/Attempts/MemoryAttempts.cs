using System.Threading.Channels;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Attempts;

/// <summary>Hands on which attempts were refunded, and knows of nothing else.</summary>
internal sealed class MemoryAttempts : IAttemptStore
{
    private readonly Channel<Guid> _refunded = Channel.CreateUnbounded<Guid>();

    public ChannelReader<Guid> Refunded => _refunded.Reader;

    public Task NoteAsync(IReadOnlyCollection<(Guid AttemptId, string GenerationId)> notes, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RefundAsync(Guid attemptId, CancellationToken cancellationToken) => _refunded.Writer.WriteAsync(attemptId, cancellationToken).AsTask();

    public Task<IReadOnlyList<UnknownAttempt>> ClaimUnknownAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UnknownAttempt>>([]);

    public Task SettleAsync(UnknownAttempt attempt, GenerationCost cost, CancellationToken cancellationToken) => Task.CompletedTask;
}
