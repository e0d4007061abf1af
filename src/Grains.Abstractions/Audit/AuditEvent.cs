namespace AiDevFramework.Grains.Abstractions.Audit;

/// <summary>Who did what to what, and from where. It holds no text of anybody's and no secret.</summary>
/// <param name="Id">A version 7 UUID: they sort by time.</param>
/// <param name="Caller">The user's id, or <c>admin</c>.</param>
/// <param name="KeyId">The API key that he showed; <see langword="null"/>: another token.</param>
/// <param name="Action">As <c>project.create</c>.</param>
/// <param name="SubjectId">A project, a key or a user.</param>
/// <param name="OwnerId">Whose it is; <see langword="null"/>: nobody's.</param>
/// <param name="Address">IP address; <see langword="null"/> where none is known.</param>
/// <param name="RequestId">As the answer's <c>X-Request-Id</c> said it.</param>
[GenerateSerializer, Immutable, Alias("aidev.audit-event")]
public sealed record AuditEvent(
    [property: Id(0)] Guid Id,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Caller,
    [property: Id(3)] string? KeyId,
    [property: Id(4)] string Action,
    [property: Id(5)] string SubjectId,
    [property: Id(6)] Guid? OwnerId,
    [property: Id(7)] string? Address,
    [property: Id(8)] string? RequestId);
