namespace AiDevFramework.Grains.Abstractions.Audit;

/// <summary>Which events of the audit are asked for; what is <see langword="null"/> leaves none out.</summary>
/// <param name="Limit">1 to 1000.</param>
/// <param name="Before">The id of the last event of the page before.</param>
/// <param name="Since">From this time on.</param>
/// <param name="Until">Before this time.</param>
[GenerateSerializer, Immutable, Alias("aidev.audit-query")]
public sealed record AuditQuery(
    [property: Id(0)] int Limit,
    [property: Id(1)] Guid? Before = null,
    [property: Id(2)] string? Caller = null,
    [property: Id(3)] string? Action = null,
    [property: Id(4)] string? SubjectId = null,
    [property: Id(5)] DateTimeOffset? Since = null,
    [property: Id(6)] DateTimeOffset? Until = null);
