using AiDevFramework.Gateway.Api;
using AiDevFramework.Grains.Abstractions.Rates;
using AiDevFramework.Hosting.Clustering;

namespace AiDevFramework.Gateway.Security;

/// <summary>
/// Counts together with the other gateways: per client it leases requests of the cluster's budget, a twentieth of the quota at
/// a time or as many as wait, and asks again when they are used up or two seconds old. While the cluster does not answer, this
/// gateway lets in its own share of the quota.
/// </summary>
internal sealed partial class LeasedRateLedger(
    IGrainFactory grains, ClusterLink link, GatewayCensus census, TimeProvider clock, ILogger<LeasedRateLedger> logger) : IRateLedger
{
    /// <summary>The part of a quota that is leased at a time: what gateways hold and do not use must stay small.</summary>
    private const int Parts = 20;

    /// <summary>Pause after a lease that failed, in seconds.</summary>
    private const double RestSeconds = 2;

    /// <summary>How long a refusal holds before the cluster is asked again, in seconds: whoever hammers causes no calls.</summary>
    private const double RefusalSeconds = 0.5;

    private readonly RateAccounts<Account> _accounts = new(clock, static client => new Account(client.Key), static account => account.LastSecond);
    private double _alone = -1;

    public async ValueTask<RateVerdict> CountAsync(RateClient client, RatePolicy policy)
    {
        var account = _accounts.Of(client);
        var since = clock.GetTimestamp();
        while (!IsAlone && RequestTime.Lease - clock.GetElapsedTime(since) is { Ticks: > 0 } left)
        {
            if (account.TryDecide(policy, _accounts.Now) is { } verdict)
            {
                return verdict;
            }

            await account.RenewAsync(policy, LeaseAsync).WaitAsync(left, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return account.DecideAlone(policy, census.Count, _accounts.Now);
    }

    private bool IsAlone => !link.IsConnected || _accounts.Now < Volatile.Read(ref _alone);

    /// <summary>Never fails: where it gets no answer, the ledger goes on alone for a while.</summary>
    private async Task LeaseAsync(Account account, RatePolicy policy)
    {
        try
        {
            using var patience = new CancellationTokenSource(RequestTime.Lease, clock);
            var asked = _accounts.Now;
            var grants = await grains.GetGrain<IRateBudget>(account.Key)
                .LeaseAsync(census.Gateway, [account.Ask(policy, asked)], patience.Token)
                .WaitAsync(RequestTime.Lease, clock, CancellationToken.None);
            account.Accept(policy, grants[0], asked);
        }
        catch (Exception exception)
        {
            Volatile.Write(ref _alone, _accounts.Now + RestSeconds);
            LogAlone(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The cluster does not answer for the rate limits; this gateway lets in its own share")]
    private partial void LogAlone(Exception exception);

    private sealed class Account(string key)
    {
        private readonly Lock _lock = new();
        private readonly RateBook<Quota> _book = new(static policy => new Quota(policy), static quota => quota.Window);
        private int _waiting;
        private Task _renewing = Task.CompletedTask;

        public string Key => key;

        public long LastSecond
        {
            get
            {
                lock (_lock)
                {
                    return _book.LastSecond;
                }
            }
        }

        /// <returns><see langword="null"/> where a lease is needed to tell.</returns>
        public RateVerdict? TryDecide(RatePolicy policy, double now)
        {
            lock (_lock)
            {
                var quota = _book.PageOf(policy, now);
                if (now < quota.RefusedUntil)
                {
                    return quota.Verdict(allowed: false, policy.Quota);
                }

                if (quota.LeasedAt(now) <= 0)
                {
                    return null;
                }

                quota.Count();
                return quota.Verdict(allowed: true, policy.Quota);
            }
        }

        public RateVerdict DecideAlone(RatePolicy policy, int gateways, double now)
        {
            lock (_lock)
            {
                var quota = _book.PageOf(policy, now);
                var share = ShareOf(policy, gateways);
                var allowed = quota.Window.Used < share;
                if (allowed)
                {
                    quota.Window.Count();
                }

                return quota.Verdict(allowed, share);
            }
        }

        /// <summary>Leases one at a time. Requests that come meanwhile wait for it, and are counted in the next.</summary>
        public async Task RenewAsync(RatePolicy policy, Func<Account, RatePolicy, Task> lease)
        {
            Task renewing;
            lock (_lock)
            {
                _waiting++;
                renewing = _renewing.IsCompleted ? _renewing = lease(this, policy) : _renewing;
            }

            await renewing;
            lock (_lock)
            {
                _waiting--;
            }
        }

        public RateAsk Ask(RatePolicy policy, double now)
        {
            lock (_lock)
            {
                return new RateAsk(
                    policy.Name, policy.Quota, Math.Max(policy.Quota / Parts, Math.Max(_waiting, 1)), _book.PageOf(policy, now).Window.Recent());
            }
        }

        public void Accept(RatePolicy policy, RateGrant grant, double asked)
        {
            lock (_lock)
            {
                _book.PageOf(policy, asked).Accept(grant, asked);
            }
        }

        private static int ShareOf(RatePolicy policy, int gateways) => Math.Max(1, policy.Quota / gateways);
    }

    /// <summary>One limit of one client, as this gateway knows it.</summary>
    private sealed class Quota(RatePolicy policy)
    {
        private int _leased;
        private double _leaseEnds;
        private int _elsewhere;
        private int _reset;

        public RateWindow Window { get; } = new(policy.Quota);

        public double RefusedUntil { get; private set; }

        public int LeasedAt(double now) => now < _leaseEnds ? _leased : 0;

        public void Count()
        {
            _leased--;
            Window.Count();
        }

        public void Accept(RateGrant grant, double asked)
        {
            _leased = grant.Granted;
            _leaseEnds = asked + IRateBudget.LeaseSeconds;
            _elsewhere = grant.Elsewhere;
            _reset = grant.ResetSeconds;
            RefusedUntil = grant.Granted == 0 ? asked + RefusalSeconds : 0;
        }

        public RateVerdict Verdict(bool allowed, int limit) => new(allowed, Math.Max(0, limit - Window.Used - _elsewhere), ResetSeconds());

        /// <summary>Until the first request leaves the window, here or at another gateway.</summary>
        private int ResetSeconds()
        {
            var own = Window.SecondsToRelease();
            return own > 0 && _reset > 0 ? Math.Min(own, _reset) : Math.Max(own, _reset);
        }
    }
}
