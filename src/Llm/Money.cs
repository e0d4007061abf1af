namespace AiDevFramework.Llm;

/// <summary>US dollars as <c>llm_logs.cost_usd</c> holds them: <c>numeric(10,6)</c>, never negative.</summary>
internal static class Money
{
    private const decimal Largest = 9999.999999m;

    /// <returns><paramref name="costUsd"/>, or <see langword="null"/> where no call can cost that: below 0 or above 9999.999999.</returns>
    public static decimal? Plausible(decimal? costUsd) => costUsd is >= 0 and <= Largest ? costUsd : null;
}
