using System.Collections.Concurrent;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Grains.Abstractions.People;

namespace AiDevFramework.Gateway.Identity;

/// <summary>
/// The keys that this gateway knows. One grain is asked for all changes every two seconds; while it answers, what is held is right. Where it
/// does not, keys that were good go on for a minute, and no other is judged.
/// </summary>
internal sealed partial class KeyRing(IGrainFactory grains, TimeProvider clock, ILogger<KeyRing> logger)
{
    /// <summary>How long a verdict holds without being confirmed.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>How long a good key goes on while nobody can be asked.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>Ids that are no key's, remembered for <see cref="Fresh"/>.</summary>
    public const int MostUnknown = 10_000;

    /// <summary>After a question in vain, the next one waits.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, HeldKey> _held = new();
    private readonly ConcurrentDictionary<string, long> _unknown = new();
    private Task<bool>? _looking;

    /// <summary>The revision up to which all changes are known; -1 before the first look.</summary>
    private long _since = -1;

    /// <summary>When the last look that was answered began, and when one failed; 0: never.</summary>
    private long _confirmedAt;
    private long _failedAt;

    private IApiKeys Grain => grains.GetGrain<IApiKeys>(IApiKeys.Only);

    /// <summary>What a key or its id stands for.</summary>
    /// <param name="digest">Of the whole key; <see langword="null"/>: for what was made from the key.</param>
    public async ValueTask<CallerVerdict> JudgeAsync(string keyId, byte[]? digest, CancellationToken cancellationToken)
    {
        if (!IsUnknown(keyId))
        {
            var (held, unavailable) = await FindAsync(keyId, cancellationToken);
            if (unavailable)
            {
                return CallerVerdict.Unavailable.Instance;
            }

            if (held is not null && (digest is null || held.Matches(digest)))
            {
                held.Use(clock.GetUtcNow());
                return new CallerVerdict.Known(held.Caller);
            }
        }

        return CallerVerdict.Unknown.Instance;
    }

    /// <summary>Takes a change that was made here or elsewhere.</summary>
    public void Apply(ApiKey key)
    {
        _unknown.TryRemove(key.Id, out _);
        if (key.RevokedAt is not null)
        {
            End(key.Id);
        }
    }

    /// <summary>Asks for changes where keys are held, and ends those that have expired.</summary>
    public async Task RoundAsync()
    {
        if (_held.IsEmpty)
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var (id, _) in _held.Where(key => key.Value.IsOver(now)))
        {
            End(id);
        }

        await LookOnceAsync();
    }

    private bool IsUnknown(string keyId) => _unknown.TryGetValue(keyId, out var until) && clock.GetTimestamp() < until;

    private async ValueTask<(HeldKey? Held, bool Unavailable)> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (!_held.TryGetValue(keyId, out var held))
        {
            return await ReadAsync(keyId, cancellationToken);
        }

        if (held.IsOver(clock.GetUtcNow()))
        {
            End(keyId);
            return (null, false);
        }

        var confirmed = AgeOf(held) <= Fresh || (MayAsk() && await LookOnceAsync().WaitAsync(cancellationToken));
        if (confirmed)
        {
            return held.IsOver(clock.GetUtcNow()) ? (null, false) : (held, false);
        }

        return AgeOf(held) <= Grace ? (held, false) : (null, true);
    }

    /// <summary>A change that comes while the key is read would be missed: then it is read once more.</summary>
    private async ValueTask<(HeldKey? Held, bool Unavailable)> ReadAsync(string keyId, CancellationToken cancellationToken)
    {
        while (MayAsk() && (Interlocked.Read(ref _since) >= 0 || await LookOnceAsync().WaitAsync(cancellationToken)))
        {
            var (since, begun) = (Interlocked.Read(ref _since), clock.GetTimestamp());
            try
            {
                var key = await Grain.FindAsync(keyId, cancellationToken).WaitAsync(RequestTime.Lease, clock, cancellationToken);
                if (key is null or { RevokedAt: not null } || key.ExpiresAt <= clock.GetUtcNow())
                {
                    Forget(keyId);
                    return (null, false);
                }

                var held = _held.GetOrAdd(keyId, new HeldKey(key, begun));
                if (since == Interlocked.Read(ref _since))
                {
                    return (held, false);
                }

                _held.TryRemove(keyId, out _);
            }
            catch (Exception exception) when (IsUnavailable(exception, cancellationToken))
            {
                Interlocked.Exchange(ref _failedAt, clock.GetTimestamp());
            }
        }

        return (null, true);
    }

    private TimeSpan AgeOf(HeldKey held) => clock.GetElapsedTime(Math.Max(held.ReadAt, Interlocked.Read(ref _confirmedAt)));

    private bool MayAsk() => Interlocked.Read(ref _failedAt) is var failed && (failed == 0 || clock.GetElapsedTime(failed) >= Pause);

    private void Forget(string keyId)
    {
        var now = clock.GetTimestamp();
        if (_unknown.Count >= MostUnknown)
        {
            foreach (var (old, _) in _unknown.Where(known => known.Value <= now))
            {
                _unknown.TryRemove(old, out _);
            }
        }

        if (_unknown.Count < MostUnknown)
        {
            _unknown[keyId] = now + (long)(Fresh.TotalSeconds * clock.TimestampFrequency);
        }
    }

    private void End(string keyId)
    {
        if (_held.TryRemove(keyId, out var held))
        {
            held.End();
        }
    }

    /// <summary>Whoever asks while a look is under way shares its answer.</summary>
    private Task<bool> LookOnceAsync()
    {
        lock (_lock)
        {
            return _looking is { IsCompleted: false } ? _looking : _looking = LookAsync();
        }
    }

    /// <returns>Whether it was answered. Never fails.</returns>
    private async Task<bool> LookAsync()
    {
        await Task.Yield(); // not under the lock
        try
        {
            var more = true;
            while (more)
            {
                var begun = clock.GetTimestamp();
                var uses = _held.Values.Select(key => (Key: key, Use: key.UseToTell())).Where(told => told.Use is not null).ToList();
                var news = await Grain.LookAsync(Interlocked.Read(ref _since), [.. uses.Select(told => told.Use!)], CancellationToken.None)
                    .WaitAsync(RequestTime.Lease, clock, CancellationToken.None);
                uses.ForEach(told => told.Key.Told(told.Use!));
                Interlocked.Exchange(ref _since, news.Latest); // before the changes: whoever reads a key meanwhile sees that there are some
                foreach (var key in news.Changed)
                {
                    Apply(key);
                }

                Interlocked.Exchange(ref _confirmedAt, begun);
                more = news.Changed.Count == ApiKeyNews.Most;
            }

            return true;
        }
        catch (Exception exception)
        {
            Interlocked.Exchange(ref _failedAt, clock.GetTimestamp());
            LogUnreachable(exception);
            return false;
        }
    }

    private static bool IsUnavailable(Exception exception, CancellationToken cancellationToken) =>
        FailureHandler.IsUnavailable(exception) || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    [LoggerMessage(LogLevel.Warning, "Nobody can be asked about keys; those that were good go on for a minute")]
    private partial void LogUnreachable(Exception exception);
}
