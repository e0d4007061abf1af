using AiDevFramework.Grains.State;

namespace AiDevFramework.Storage.Rows;

/// <summary><c>projects</c>.</summary>
internal static class ProjectTable
{
    public static readonly Table<ProjectSnapshot> Table = new("projects", row => new ProjectSnapshot(
        row.Id("id", project => project.Id),
        row.Id("user_id", project => project.UserId),
        row.Text("idea", project => project.Idea),
        row.Name("status", project => project.Status, changes: true),
        row.OptionalName("current_phase", project => project.CurrentPhase, changes: true),
        row.Json("metadata", project => project.Metadata, changes: true),
        row.Time("created_at", project => project.CreatedAt),
        row.Time("updated_at", project => project.UpdatedAt, changes: true),
        row.OptionalTime("completed_at", project => project.CompletedAt, changes: true),
        row.Long("version", project => project.Version, changes: true),
        row.OptionalText("owner", project => project.Owner, changes: true),
        row.Int("run", project => project.Run, changes: true),
        row.OptionalTime("run_started_at", project => project.RunStartedAt, changes: true),
        row.Long("last_seq", project => project.LastSeq, changes: true),
        row.Int("takeovers", project => project.Takeovers, changes: true),
        row.OptionalJsonText("ledger", project => project.LedgerJson, changes: true),
        row.OptionalTime("deleted_at", project => project.DeletedAt, changes: true),
        row.OptionalTime("purge_at", project => project.PurgeAt, changes: true)));

    /// <summary>What a transition writes.</summary>
    public static readonly Table<ProjectSnapshot> Moves = Table.ChangesOf("id");
}
