using System.Collections.Concurrent;

namespace AiDevFramework.Gateway.Security;

/// <summary>One account per client, forgotten when it has been idle for a window.</summary>
/// <param name="create">A new account of the client.</param>
/// <param name="lastSecond">The second in which the account was last used.</param>
internal sealed class RateAccounts<T>(TimeProvider clock, Func<RateClient, T> create, Func<T, long> lastSecond)
{
    /// <summary>Beyond this many clients of a kind a minute, those that come later share one account, so that memory stays bounded.
    /// Each kind has a crowd of its own: strangers crowd out strangers alone.</summary>
    private const int MaxClients = 50_000;

    private readonly ConcurrentDictionary<RateClient, T>[] _accounts = [.. Enum.GetValues<CallerKind>().Select(_ => new ConcurrentDictionary<RateClient, T>())];
    private readonly long _start = clock.GetTimestamp();
    private long _nextSweep = RatePolicy.WindowSeconds;

    /// <summary>Seconds since the start.</summary>
    public double Now => clock.GetElapsedTime(_start).TotalSeconds;

    public T Of(RateClient client)
    {
        Sweep((long)Now);
        var accounts = _accounts[(int)client.Kind];
        if (accounts.TryGetValue(client, out var account))
        {
            return account;
        }

        return accounts.GetOrAdd(accounts.Count < MaxClients ? client : RateClient.CrowdOf(client.Kind), create);
    }

    private void Sweep(long second)
    {
        var due = Interlocked.Read(ref _nextSweep);
        if (second < due || Interlocked.CompareExchange(ref _nextSweep, second + RatePolicy.WindowSeconds, due) != due)
        {
            return;
        }

        foreach (var accounts in _accounts)
        {
            foreach (var (client, account) in accounts)
            {
                if (second - lastSecond(account) > RatePolicy.WindowSeconds)
                {
                    accounts.TryRemove(client, out _);
                }
            }
        }
    }
}
