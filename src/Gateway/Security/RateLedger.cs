using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AiDevFramework.Gateway.Security;

/// <summary>
/// Who has asked how often. This one counts in this process; a cluster-wide one answers the same question.
/// All limits of a request are taken together or not at all, so a refused request uses up nothing.
/// </summary>
internal sealed class RateLedger(TimeProvider clock)
{
    /// <summary>Beyond this many clients a minute, those that come later share one account: memory stays bounded.</summary>
    private const int MaxClients = 50_000;

    private static readonly RateClient _crowd = new(Authenticated: false, IPAddress.None);

    private readonly ConcurrentDictionary<RateClient, Account> _accounts = new();
    private readonly long _start = clock.GetTimestamp();
    private long _nextSweep = RatePolicy.WindowSeconds;

    public ValueTask<RateVerdict> TakeAsync(RateClient client, IReadOnlyList<RatePolicy> policies)
    {
        var second = (long)clock.GetElapsedTime(_start).TotalSeconds;
        Sweep(second);
        if (_accounts.Count >= MaxClients && !_accounts.ContainsKey(client))
        {
            client = _crowd;
        }

        return ValueTask.FromResult(_accounts.GetOrAdd(client, static _ => new Account()).Take(policies, second));
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
            if (account.IsIdle(second))
            {
                _accounts.TryRemove(client, out _);
            }
        }
    }

    private sealed class Account
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, RateWindow> _windows = [];
        private long _lastSecond;

        public bool IsIdle(long second)
        {
            lock (_lock)
            {
                return second - _lastSecond > RatePolicy.WindowSeconds;
            }
        }

        public RateVerdict Take(IReadOnlyList<RatePolicy> policies, long second)
        {
            lock (_lock)
            {
                _lastSecond = Math.Max(_lastSecond, second);
                var windows = new RateWindow[policies.Count];
                var allowed = true;
                for (var at = 0; at < windows.Length; at++)
                {
                    windows[at] = WindowOf(policies[at]);
                    windows[at].MoveTo(_lastSecond);
                    allowed &= windows[at].Remaining > 0;
                }

                var states = new RateState[windows.Length];
                for (var at = 0; at < windows.Length; at++)
                {
                    if (allowed)
                    {
                        windows[at].Take();
                    }

                    states[at] = new RateState(policies[at], windows[at].Remaining, windows[at].SecondsToRelease());
                }

                return new RateVerdict(allowed, states);
            }
        }

        private RateWindow WindowOf(RatePolicy policy)
        {
            if (!_windows.TryGetValue(policy.Name, out var window))
            {
                _windows.Add(policy.Name, window = new RateWindow(policy.Quota));
            }

            return window;
        }
    }
}

/// <param name="States">One for each limit that was asked about, in that order.</param>
internal sealed record RateVerdict(bool Allowed, IReadOnlyList<RateState> States);

/// <param name="Remaining">Requests left now.</param>
/// <param name="ResetSeconds">Until one more is left; 0 where none is taken.</param>
internal readonly record struct RateState(RatePolicy Policy, int Remaining, int ResetSeconds);

/// <summary>Whom a request is counted for: callers without a valid token never use up the quota of those with one.</summary>
internal readonly record struct RateClient(bool Authenticated, IPAddress Address)
{
    public static RateClient Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        return new RateClient(context.User.Identity?.IsAuthenticated ?? false, Site(address));
    }

    /// <summary>One subscriber of IPv6 has a whole /64, and could otherwise be a new client with each request.</summary>
    private static IPAddress Site(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }
}
