using AiDevFramework.Grains.Abstractions.Audit;

namespace AiDevFramework.Storage.Rows;

/// <summary><c>audit_events</c>.</summary>
internal static class AuditTable
{
    public static readonly Table<AuditEvent> Table = new("audit_events", row => new AuditEvent(
        row.Id("id", audit => audit.Id),
        row.Time("at", audit => audit.At),
        row.Text("caller", audit => audit.Caller),
        row.OptionalText("key_id", audit => audit.KeyId),
        row.Text("action", audit => audit.Action),
        row.Text("subject_id", audit => audit.SubjectId),
        row.OptionalId("owner_id", audit => audit.OwnerId),
        row.OptionalText("address", audit => audit.Address),
        row.OptionalText("request_id", audit => audit.RequestId)));
}
