using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Storage.Rows;

/// <summary><c>progress_events</c>.</summary>
internal static class EventTable
{
    public static readonly Table<ProgressEvent> Table = new("progress_events", row => new ProgressEvent(
        row.Id("project_id", item => item.ProjectId),
        row.Long("seq", item => item.Seq),
        row.Text("type", item => item.Type),
        row.Utf8("payload", item => item.Payload),
        row.Time("created_at", item => item.CreatedAt)));
}
