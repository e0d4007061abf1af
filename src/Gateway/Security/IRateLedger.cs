namespace AiDevFramework.Gateway.Security;

/// <summary>Counts the requests of clients.</summary>
internal interface IRateLedger
{
    /// <summary>Counts a request of the client unless its limit is used up; a refused request uses up nothing.</summary>
    ValueTask<RateVerdict> CountAsync(RateClient client, RatePolicy policy);
}
