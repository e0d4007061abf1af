namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// How long a connection may take nothing before it is cut off. Each gets another time: connections that stall together, as behind
/// one proxy, would else be cut off in the same instant, and come back in the same instant.
/// </summary>
internal static class StallLimit
{
    /// <summary>With the farewell that follows, the connection is gone within 15 s.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <returns>4 to 8 s.</returns>
    public static TimeSpan Next() => Longest * (1 - (Random.Shared.NextDouble() / 2));
}
