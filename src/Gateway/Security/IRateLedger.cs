namespace AiDevFramework.Gateway.Security;

/// <summary>Who has asked how often.</summary>
internal interface IRateLedger
{
    /// <summary>All limits of a request are taken together or not at all, so a refused request uses up nothing.</summary>
    ValueTask<RateVerdict> TakeAsync(RateClient client, IReadOnlyList<RatePolicy> policies);
}
