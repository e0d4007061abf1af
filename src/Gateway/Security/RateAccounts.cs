using System.Collections.Concurrent;
using System.Net;

namespace AiDevFramework.Gateway.Security;

/// <summary>One account per client, forgotten when it has been idle for a window.</summary>
/// <param name="create">A new account of the client.</param>
/// <param name="lastSecond">The second in which the account was last used.</param>
internal sealed class RateAccounts<T>(TimeProvider clock, Func<RateClient, T> create, Func<T, long> lastSecond)
{
    /// <summary>Beyond this many clients a minute, those that come later share one account: memory stays bounded.</summary>
    private const int MaxClients = 50_000;

    private static readonly RateClient _crowd = new(Authenticated: false, IPAddress.None);

    private readonly ConcurrentDictionary<RateClient, T> _accounts = new();
    private readonly long _start = clock.GetTimestamp();
    private long _nextSweep = RatePolicy.WindowSeconds;

    /// <summary>Seconds since the start.</summary>
    public double Now => clock.GetElapsedTime(_start).TotalSeconds;

    public T Of(RateClient client)
    {
        Sweep((long)Now);
        if (_accounts.Count >= MaxClients && !_accounts.ContainsKey(client))
        {
            client = _crowd;
        }

        return _accounts.GetOrAdd(client, create);
    }

    private void Sweep(long second)
    {
        var due = Interlocked.Read(ref _nextSweep);
        if (second < due || Interlocked.CompareExchange(ref _nextSweep, second + RatePolicy.WindowSeconds, due) != due)
        {
            return;
        }

        foreach (var (client, account) in _accounts)
        {
            if (second - lastSecond(account) > RatePolicy.WindowSeconds)
            {
                _accounts.TryRemove(client, out _);
            }
        }
    }
}
