namespace AiDevFramework.Grains.Abstractions.Audit;

/// <summary>Who did what. Stateless; the key decides through which silo a client's call goes.</summary>
[Alias("aidev.audit-log")]
public interface IAuditLog : IGrainWithIntegerKey
{
    /// <returns>The newest first.</returns>
    [ResponseTimeout("00:00:02")]
    Task<IReadOnlyList<AuditEvent>> ListAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>For what changes nothing that is stored. What does is written with its change.</summary>
    /// <exception cref="StoreUnavailableException">It is not written, or it cannot be told.</exception>
    [ResponseTimeout("00:00:02")]
    Task AppendAsync(AuditEvent item, CancellationToken cancellationToken);
}
