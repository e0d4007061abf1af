namespace AiDevFramework.Gateway.Security;

/// <summary>Counts in this process, for a gateway that is alone.</summary>
internal sealed class RateLedger(TimeProvider clock) : IRateLedger
{
    private readonly RateAccounts<Account> _accounts = new(clock, static _ => new Account(), static account => account.LastSecond);

    public ValueTask<RateVerdict> CountAsync(RateClient client, RatePolicy policy) =>
        ValueTask.FromResult(_accounts.Of(client).Count(policy, _accounts.Now));

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

        public RateVerdict Count(RatePolicy policy, double now)
        {
            lock (_lock)
            {
                var window = _book.PageOf(policy, now);
                var allowed = window.Remaining > 0;
                if (allowed)
                {
                    window.Count();
                }

                return new RateVerdict(allowed, window.Remaining, window.SecondsToRelease());
            }
        }
    }
}
