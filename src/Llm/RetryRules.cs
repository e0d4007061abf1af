namespace AiDevFramework.Llm;

/// <summary>Whether and when a failed attempt is followed by another one at the same model. Pure.</summary>
/// <param name="FirstWait">Doubles with each further attempt.</param>
/// <param name="LongestRetryAfter">A provider that wants more gets no further attempt now.</param>
internal sealed record RetryRules(int MaxRetries, TimeSpan FirstWait, TimeSpan LongestRetryAfter)
{
    private static readonly TimeSpan RetryAfterSpread = TimeSpan.FromMilliseconds(500);

    public static RetryRules Of(LlmOptions options) => new(
        options.MaxRetries, TimeSpan.FromMilliseconds(options.RetryDelayMs), TimeSpan.FromSeconds(options.RetryAfterMaxSeconds));

    /// <param name="attempt">The attempt that failed, 1 or more.</param>
    /// <param name="jitter">0 to 1.</param>
    /// <returns>How long to wait before the next attempt; <see langword="null"/> where there is none.</returns>
    public TimeSpan? WaitAfter(ChatFailureException failure, int attempt, double jitter)
    {
        if (attempt > MaxRetries || failure.Waited || !FailureRules.MayPass(failure) || failure.RetryAfter > LongestRetryAfter)
        {
            return null;
        }

        return failure.RetryAfter is { Ticks: > 0 } wish
            ? wish + (RetryAfterSpread * jitter)
            : FirstWait * Math.Pow(2, attempt - 1) * (0.5 + (jitter / 2));
    }
}
