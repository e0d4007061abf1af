using System.Globalization;
using AiDevFramework.Grains.Abstractions.Progress;
using Orleans.Streams;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// This gateway's subscription to one progress stream. Each round sends a probe through the stream to itself; where the last
/// two did not come back, the subscription is dead and is made anew. Rounds must not overlap.
/// </summary>
internal sealed class ShardSubscription(IAsyncStream<ProgressBatch> stream, Func<ProgressBatch, Task> offer)
{
    /// <summary>Probes that may be under way or lost before the subscription counts as dead.</summary>
    private const int MaxMissing = 2;

    private readonly string _prefix = $"{Guid.NewGuid():N}:";
    private StreamSubscriptionHandle<ProgressBatch>? _handle;
    private long _sent;
    private long _returned;

    /// <summary>Subscribes where there is no living subscription, then sends the next probe.</summary>
    /// <returns>Whether a dead subscription was replaced.</returns>
    public async Task<bool> RoundAsync()
    {
        var renewed = _handle is not null && _sent - Interlocked.Read(ref _returned) >= MaxMissing;
        if (renewed)
        {
            await EndAsync();
        }

        if (_handle is null)
        {
            Interlocked.Exchange(ref _returned, _sent);
            _handle = await stream.SubscribeAsync((batch, _) => ReceiveAsync(batch));
        }

        _sent++;
        await stream.OnNextAsync(new ProgressBatch([], _prefix + _sent.ToString(CultureInfo.InvariantCulture)));
        return renewed;
    }

    /// <summary>Unsubscribes as well as it can be done: a cluster that cannot be reached forgets the dead by itself.</summary>
    public async Task EndAsync()
    {
        if (_handle is { } handle)
        {
            _handle = null;
            await ((Task)handle.UnsubscribeAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task ReceiveAsync(ProgressBatch batch)
    {
        if (batch.Probe is not { } probe)
        {
            return offer(batch);
        }

        if (probe.StartsWith(_prefix, StringComparison.Ordinal))
        {
            Interlocked.Exchange(ref _returned, long.Parse(probe.AsSpan(_prefix.Length), CultureInfo.InvariantCulture));
        }

        return Task.CompletedTask;
    }
}
