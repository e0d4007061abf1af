namespace AiDevFramework.Gateway.Identity;

/// <summary>Recognizes callers by what they bring.</summary>
internal interface ICallers
{
    /// <param name="token">The admin token, a key, or an access token of OIDC.</param>
    ValueTask<CallerVerdict> RecognizeAsync(string token, CancellationToken cancellationToken);

    /// <summary>For what was made from a key and ends with it: a ticket, a session.</summary>
    ValueTask<CallerVerdict> FindKeyAsync(string keyId, CancellationToken cancellationToken);
}
