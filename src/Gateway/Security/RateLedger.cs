namespace AiDevFramework.Gateway.Security;

/// <summary>Counts in this process: all that a gateway needs which is alone.</summary>
internal sealed class RateLedger(TimeProvider clock) : IRateLedger
{
    private readonly RateAccounts<Account> _accounts = new(clock, static _ => new Account(), static account => account.LastSecond);

    public ValueTask<RateVerdict> TakeAsync(RateClient client, IReadOnlyList<RatePolicy> policies) =>
        ValueTask.FromResult(_accounts.Of(client).Take(policies, _accounts.Now));

    private sealed class Account
    {
        private readonly Lock _lock = new();
        private readonly RateBook<RateWindow> _book = new(static policy => new RateWindow(policy.Quota), static window => window);

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

        public RateVerdict Take(IReadOnlyList<RatePolicy> policies, double now)
        {
            lock (_lock)
            {
                var windows = _book.Open(policies, now);
                var allowed = windows.TrueForAll(window => window.Remaining > 0);
                if (allowed)
                {
                    windows.ForEach(window => window.Take());
                }

                return new RateVerdict(
                    allowed, [.. policies.Zip(windows, (policy, window) => new RateState(policy, window.Remaining, window.SecondsToRelease()))]);
            }
        }
    }
}
