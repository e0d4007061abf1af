using System.ComponentModel;
using AiDevFramework.Grains.Abstractions.Audit;

namespace AiDevFramework.Gateway.Audit;

/// <param name="NextCursor">Absent on the last page.</param>
internal sealed record AuditResponse(
    [property: Description("The newest first.")] IReadOnlyList<AuditEventResponse> Events,
    [property: Description("The cursor of the next page; absent on the last one.")] string? NextCursor);

internal sealed record AuditEventResponse(
    Guid Id,
    DateTimeOffset At,
    [property: Description("The user's id, or admin.")] string Caller,
    [property: Description("The API key that was shown, where it was one.")] string? KeyId,
    [property: Description("What was done.")] string Action,
    [property: Description("What it was done to: a project, a key or a user.")] string SubjectId,
    [property: Description("Whose it is.")] Guid? OwnerId,
    [property: Description("The caller's IP address.")] string? Address,
    [property: Description("The X-Request-Id of the answer.")] string? RequestId)
{
    public static AuditEventResponse Of(AuditEvent item) => new(
        item.Id, item.At, item.Caller, item.KeyId, item.Action, item.SubjectId, item.OwnerId, item.Address, item.RequestId);
}
