namespace AiDevFramework.Gateway.Oidc;

/// <summary>Where the keys of an issuer come from.</summary>
internal interface IKeySource
{
    /// <summary>How old they may be before they are read again.</summary>
    TimeSpan Interval { get; }

    /// <summary>How long to wait after a reading in vain.</summary>
    TimeSpan Retry { get; }

    /// <exception cref="KeySourceException">They cannot be had now; says why.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    Task<KeySet> ReadAsync(CancellationToken cancellationToken);
}
