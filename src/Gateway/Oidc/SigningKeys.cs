using System.Diagnostics.CodeAnalysis;

namespace AiDevFramework.Gateway.Oidc;

/// <summary>
/// The keys of the issuer, as this gateway has them. Those that were got last serve for a day while none can be got; whoever needs them meanwhile
/// shares the one fetch that is under way.
/// </summary>
internal sealed partial class SigningKeys(IKeySource source, TimeProvider clock, ILogger<SigningKeys> logger)
{
    /// <summary>How long keys serve after they were got.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>For a fetch as a whole.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>Between two fetches that tokens with unknown keys make.</summary>
    public static readonly TimeSpan RefreshPause = TimeSpan.FromMinutes(1);

    /// <summary>Between two fetches while there are no keys: what a refused client is told to wait.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private volatile Held? _held;
    private Task? _fetching;

    /// <summary>When the last fetch began, and when the last one that a token made; <see langword="null"/>: never.</summary>
    private long? _triedAt;
    private long? _refreshedAt;
    private volatile bool _failed;

    /// <returns>The keys; <see langword="null"/> where there are none that may serve still.</returns>
    public async ValueTask<KeySet?> GetAsync(CancellationToken cancellationToken)
    {
        if (TryGet(out var keys))
        {
            return keys;
        }

        await FetchUnlessAsync(() => HasPassed(_triedAt, Pause)).WaitAsync(cancellationToken);
        return TryGet(out keys) ? keys : null;
    }

    /// <summary>For a token whose key is not among those that are known.</summary>
    /// <returns>The keys, and whether they are what the issuer has now: where it could not be asked, nobody knows.</returns>
    public async ValueTask<(KeySet? Keys, bool IsCurrent)> RefreshAsync(CancellationToken cancellationToken)
    {
        await FetchUnlessAsync(() =>
        {
            var due = HasPassed(_refreshedAt, RefreshPause);
            _refreshedAt = due ? clock.GetTimestamp() : _refreshedAt;
            return due;
        }).WaitAsync(cancellationToken);
        return (TryGet(out var keys) ? keys : null, !_failed);
    }

    /// <summary>Gets them where they are not there, or have become old.</summary>
    public Task RoundAsync() => FetchUnlessAsync(() => HasPassed(_triedAt, _failed ? source.Retry : source.Interval));

    private bool TryGet([NotNullWhen(true)] out KeySet? keys)
    {
        keys = _held is { } held && clock.GetElapsedTime(held.At) < Lifetime ? held.Keys : null;
        return keys is not null;
    }

    private bool HasPassed(long? since, TimeSpan pause) => since is not { } start || clock.GetElapsedTime(start) >= pause;

    /// <summary>Joins the fetch that is under way; begins one where it is time for it.</summary>
    private Task FetchUnlessAsync(Func<bool> isDue)
    {
        lock (_lock)
        {
            if (_fetching is not null)
            {
                return _fetching;
            }

            if (!isDue())
            {
                return Task.CompletedTask;
            }

            _triedAt = clock.GetTimestamp();
            return _fetching = FetchAsync();
        }
    }

    /// <summary>Never fails.</summary>
    private async Task FetchAsync()
    {
        await Task.Yield(); // not under the lock
        try
        {
            var begun = clock.GetTimestamp();
            using var deadline = new CancellationTokenSource(Deadline, clock);
            var keys = await source.ReadAsync(deadline.Token).WaitAsync(deadline.Token);
            LogChange(keys);
            _held = new Held(keys, begun);
            _failed = false;
        }
        catch (Exception exception)
        {
            LogFailure(exception);
            _failed = true;
        }

        lock (_lock)
        {
            _fetching = null;
        }
    }

    private void LogChange(KeySet keys)
    {
        if (_failed || _held is not { } held || !held.Keys.Keys.Select(key => key.Id).SequenceEqual(keys.Keys.Select(key => key.Id)))
        {
            LogGot(keys.Keys.Count, keys.Issuer);
        }
    }

    /// <summary>Once for a row of failures.</summary>
    private void LogFailure(Exception exception)
    {
        if (_failed)
        {
            return;
        }

        switch (exception)
        {
            case KeySourceException:
                LogNotGot(exception.Message);
                break;
            case OperationCanceledException:
                LogNotGot("there was no answer in time.");
                break;
            default:
                LogUnexpected(exception);
                break;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} signing keys of {Issuer} are known")]
    private partial void LogGot(int count, string issuer);

    [LoggerMessage(LogLevel.Warning, "The signing keys of OIDC_AUTHORITY cannot be got, which is tried again: {Reason} Those that were got before serve for a day")]
    private partial void LogNotGot(string reason);

    [LoggerMessage(LogLevel.Warning, "The signing keys of OIDC_AUTHORITY cannot be got, which is tried again. Those that were got before serve for a day")]
    private partial void LogUnexpected(Exception exception);

    private sealed record Held(KeySet Keys, long At);
}
