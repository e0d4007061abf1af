using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Llm;

/// <summary>Bounds the model calls in flight on this silo, <see cref="LlmOptions.MaxConcurrency"/>. First come, first served.</summary>
internal sealed class CallLimiter(IOptions<LlmOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.MaxConcurrency,
        QueueLimit = int.MaxValue, // runs wait: refusing one would fail its project for the others' sake
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a place; disposing the lease gives it back.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; its place in the queue is free again.</exception>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken) =>
        _limiter.AcquireAsync(1, cancellationToken);

    public void Dispose() => _limiter.Dispose();
}
