using System.Data.Common;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Storage;

/// <summary>Reads the stamps of stored projects, which tell one writer's work from another's.</summary>
internal static class RowStamps
{
    public const string Columns = "id, version, owner, last_seq, status, updated_at, takeovers";

    public static async Task<IReadOnlyDictionary<Guid, RowStamp>> ReadAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        var rows = await Database.AllAsync(
            reader,
            row => (Id: row.Id("id"), Stamp: new RowStamp(
                row.Long("version"),
                row.OptionalText("owner"),
                row.Long("last_seq"),
                row.Name<WorkflowStatus>("status"),
                row.Time("updated_at"),
                row.Int("takeovers"))),
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row.Id, row => row.Stamp);
    }
}
