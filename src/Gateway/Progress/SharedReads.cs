using System.Collections.Concurrent;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// Lets callers that ask for the same thing at the same time share one answer: ten thousand clients that come back at once
/// read each project once. An answer may be as old as the start of the reading that it came from.
/// </summary>
internal sealed class SharedReads<TKey, TValue>(Func<TKey, Task<TValue>> read)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue>>> _underWay = new();

    /// <param name="cancellationToken">Ends this caller's waiting; the others' reading goes on.</param>
    public Task<TValue> ReadAsync(TKey key, CancellationToken cancellationToken) =>
        _underWay.GetOrAdd(key, wanted => new Lazy<Task<TValue>>(() => StartAsync(wanted))).Value.WaitAsync(cancellationToken);

    private async Task<TValue> StartAsync(TKey key)
    {
        try
        {
            return await read(key);
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }
}
