namespace AiDevFramework.Gateway.Security;

/// <summary>Counts in this process: all that a gateway needs which is alone.</summary>
internal sealed class RateLedger(TimeProvider clock) : IRateLedger
{
    private readonly RateAccounts<Account> _accounts = new(clock, static _ => new Account(), static account => account.LastSecond);

    public ValueTask<RateVerdict> TakeAsync(RateClient client, IReadOnlyList<RatePolicy> policies) =>
        ValueTask.FromResult(_accounts.Of(client).Take(policies, (long)_accounts.Now));

    private sealed class Account
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, RateWindow> _windows = [];
        private long _lastSecond;

        public long LastSecond
        {
            get
            {
                lock (_lock)
                {
                    return _lastSecond;
                }
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
