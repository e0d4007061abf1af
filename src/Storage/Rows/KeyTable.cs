using AiDevFramework.Grains.State;

namespace AiDevFramework.Storage.Rows;

/// <summary><c>idempotency_keys</c>. A key that is used again after it was forgotten gets a new row in the place of the old one.</summary>
internal static class KeyTable
{
    public static readonly Table<KeyRecord> Table = new("idempotency_keys", row => new KeyRecord(
        row.Id("id", key => key.Id),
        row.Text("caller", key => key.Caller),
        row.Text("route", key => key.Route),
        row.Text("body_sha256", key => key.BodySha256, changes: true),
        row.Id("subject_id", key => key.SubjectId),
        row.Int("run", key => key.Run, changes: true),
        row.Time("created_at", key => key.CreatedAt, changes: true)));
}
