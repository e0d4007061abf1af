using System.Collections.Concurrent;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// Lets callers that ask for the same thing at the same time share one answer: ten thousand clients that come back at once
/// read each project once. An answer may be as old as the start of the reading that it came from. Different things are read a few
/// at a time: a thousand questions at once would all be answered too late.
/// </summary>
#pragma warning disable CA1001 // a semaphore whose wait handle nobody asks for holds nothing to dispose of
internal sealed class SharedReads<TKey, TValue>(Func<TKey, Task<TValue>> read)
#pragma warning restore CA1001
    where TKey : notnull
{
    private const int AtOnce = 64;

    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue>>> _underWay = new();
    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <param name="cancellationToken">Ends this caller's waiting; the others' reading goes on.</param>
    public Task<TValue> ReadAsync(TKey key, CancellationToken cancellationToken) =>
        _underWay.GetOrAdd(key, wanted => new Lazy<Task<TValue>>(() => StartAsync(wanted))).Value.WaitAsync(cancellationToken);

    private async Task<TValue> StartAsync(TKey key)
    {
        await _places.WaitAsync();
        try
        {
            return await read(key);
        }
        finally
        {
            _places.Release();
            _underWay.TryRemove(key, out _);
        }
    }
}
