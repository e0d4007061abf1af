namespace AiDevFramework.Grains.Abstractions.Audit;

/// <summary>Reads the audit. Stateless; the key decides through which silo a client's call goes.</summary>
[Alias("aidev.audit-reader")]
public interface IAuditReader : IGrainWithIntegerKey
{
    /// <returns>The newest first.</returns>
    [ResponseTimeout("00:00:02")]
    Task<IReadOnlyList<AuditEvent>> ListAsync(AuditQuery query, CancellationToken cancellationToken);
}
