using System.Threading.RateLimiting;
using AiDevFramework.Grains.Telemetry;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Llm;

/// <summary>Bounds the model calls in flight on this silo, <see cref="LlmOptions.MaxConcurrency"/>. First come, first served.</summary>
/// <param name="permit">Asked after the wait for a place, which may be long. Absent where nothing can forbid a call.</param>
internal sealed class CallLimiter(IOptions<LlmOptions> options, ICallPermit? permit = null) : IDisposable
{
    /// <summary>Between two tries while it cannot be told whether this silo may still call: the database is away.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.MaxConcurrency,
        QueueLimit = int.MaxValue, // runs wait: refusing one would fail its project for the others' sake
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a place and the permit; disposing the lease gives the place back.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up, its place in the queue is free again; or this silo may not
    /// make calls any more.</exception>
    public async ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken)
    {
        var lease = await AcquireAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!await IsPermittedAsync(cancellationToken).ConfigureAwait(false))
            {
                await Task.Delay(RetryDelay, cancellationToken).ConfigureAwait(false);
            }

            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private async ValueTask<RateLimitLease> AcquireAsync(CancellationToken cancellationToken)
    {
        Instruments.CallsWaiting.Add(1);
        try
        {
            return await _limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Instruments.CallsWaiting.Add(-1);
        }
    }

    private async Task<bool> IsPermittedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (permit?.ConfirmAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _limiter.Dispose();
}
