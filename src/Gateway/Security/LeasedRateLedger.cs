using System.Globalization;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Grains.Abstractions.Rates;
using AiDevFramework.Silo.Clustering;

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

    /// <summary>After a lease that failed, in seconds.</summary>
    private const double RestSeconds = 2;

    /// <summary>A refusal holds so long without being asked for again, in seconds: who hammers causes no calls.</summary>
    private const double RefusalSeconds = 0.5;

    private readonly RateAccounts<Account> _accounts = new(clock, static client => new Account(KeyOf(client)), static account => account.LastSecond);
    private double _alone = -1;

    public async ValueTask<RateVerdict> TakeAsync(RateClient client, IReadOnlyList<RatePolicy> policies)
    {
        var account = _accounts.Of(client);
        var since = clock.GetTimestamp();
        while (!IsAlone && RequestTime.Lease - clock.GetElapsedTime(since) is { Ticks: > 0 } left)
        {
            if (account.TryDecide(policies, _accounts.Now) is { } verdict)
            {
                return verdict;
            }

            await account.RenewAsync(policies, LeaseAsync).WaitAsync(left, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return account.DecideAlone(policies, census.Count, _accounts.Now);
    }

    private bool IsAlone => !link.IsConnected || _accounts.Now < Volatile.Read(ref _alone);

    private static string KeyOf(RateClient client) =>
        string.Create(CultureInfo.InvariantCulture, $"{(client.Authenticated ? "operator" : "guest")} {client.Address}");

    /// <summary>Never fails: where it gets no answer, the ledger goes on alone for a while.</summary>
    private async Task LeaseAsync(Account account, IReadOnlyList<RatePolicy> policies)
    {
        try
        {
            using var patience = new CancellationTokenSource(RequestTime.Lease, clock);
            var asked = _accounts.Now;
            var grants = await grains.GetGrain<IRateBudget>(account.Key)
                .LeaseAsync(census.Gateway, account.Ask(policies, asked), patience.Token)
                .WaitAsync(RequestTime.Lease, clock, CancellationToken.None);
            account.Accept(policies, grants, asked);
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
        public RateVerdict? TryDecide(IReadOnlyList<RatePolicy> policies, double now)
        {
            lock (_lock)
            {
                var quotas = _book.Open(policies, now);
                var refused = quotas.Any(quota => now < quota.RefusedUntil);
                var allowed = !refused && quotas.All(quota => quota.LeasedAt(now) > 0);
                if (!refused && !allowed)
                {
                    return null;
                }

                if (allowed)
                {
                    quotas.ForEach(quota => quota.Take());
                }

                return new RateVerdict(allowed, [.. quotas.Select(quota => quota.State(quota.Policy.Quota))]);
            }
        }

        public RateVerdict DecideAlone(IReadOnlyList<RatePolicy> policies, int gateways, double now)
        {
            lock (_lock)
            {
                var quotas = _book.Open(policies, now);
                var allowed = quotas.All(quota => quota.Window.Used < ShareOf(quota.Policy, gateways));
                if (allowed)
                {
                    quotas.ForEach(quota => quota.Window.Take());
                }

                return new RateVerdict(allowed, [.. quotas.Select(quota => quota.State(ShareOf(quota.Policy, gateways)))]);
            }
        }

        /// <summary>One lease at a time; who comes meanwhile waits for it, and is counted in the next.</summary>
        public async Task RenewAsync(IReadOnlyList<RatePolicy> policies, Func<Account, IReadOnlyList<RatePolicy>, Task> lease)
        {
            Task renewing;
            lock (_lock)
            {
                _waiting++;
                renewing = _renewing.IsCompleted ? _renewing = lease(this, policies) : _renewing;
            }

            await renewing;
            lock (_lock)
            {
                _waiting--;
            }
        }

        public IReadOnlyList<RateAsk> Ask(IReadOnlyList<RatePolicy> policies, double now)
        {
            lock (_lock)
            {
                return [.. _book.Open(policies, now).Select(quota => new RateAsk(
                    quota.Policy.Name,
                    quota.Policy.Quota,
                    Math.Max(quota.Policy.Quota / Parts, Math.Max(_waiting, 1)),
                    quota.Window.Recent()))];
            }
        }

        public void Accept(IReadOnlyList<RatePolicy> policies, IReadOnlyList<RateGrant> grants, double asked)
        {
            lock (_lock)
            {
                foreach (var (quota, grant) in _book.Open(policies, asked).Zip(grants))
                {
                    quota.Accept(grant, asked);
                }
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

        public RatePolicy Policy => policy;

        public RateWindow Window { get; } = new(policy.Quota);

        public double RefusedUntil { get; private set; }

        public int LeasedAt(double now) => now < _leaseEnds ? _leased : 0;

        public void Take()
        {
            _leased--;
            Window.Take();
        }

        public void Accept(RateGrant grant, double asked)
        {
            _leased = grant.Granted;
            _leaseEnds = asked + IRateBudget.LeaseSeconds;
            _elsewhere = grant.Elsewhere;
            _reset = grant.ResetSeconds;
            RefusedUntil = grant.Granted == 0 ? asked + RefusalSeconds : 0;
        }

        public RateState State(int limit) => new(
            policy,
            Math.Max(0, limit - Window.Used - _elsewhere),
            Window.SecondsToRelease() is > 0 and var own ? (_reset > 0 ? Math.Min(own, _reset) : own) : _reset);
    }
}
