using System.Data.Common;
using AiDevFramework.Grains.Retention;
using AiDevFramework.Grains.State;
using Dapper;

namespace AiDevFramework.Storage;

/// <summary>Removes rows beside the group commit: few at a time, none that a commit holds or waits for.</summary>
internal sealed class RetentionStore(Database database) : IRetentionStore
{
    /// <summary>Children first. Each with the columns that tell its rows apart within a project.</summary>
    private static readonly (string Table, string Key)[] _children =
    [
        ("project_texts", "project_id"), ("project_lists", "project_id"), ("project_changes", "number"),
        ("progress_events", "seq"), ("documents", "id"), ("llm_logs", "id"), ("llm_attempts", "id"), ("workflow_states", "id"),
    ];

    public Task<int> DeleteKeysAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        DeleteAsync("idempotency_keys", "created_at < @before and route <> 'project.create'", before, limit, cancellationToken);

    public Task<int> DeleteAuditsAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        DeleteAsync("audit_events", "id < @beforeId", before, limit, cancellationToken);

    public Task<bool> PurgeAsync(DateTimeOffset deletedBefore, int limit, CancellationToken cancellationToken)
    {
        const string next = """
            select id
              from projects
             where deleted_at is not null
               and (purge_at is not null or deleted_at <= @cutoff)
             order by deleted_at
             limit 1
            """;
        const string remove = "delete from projects where id = @id";

        return database.InTransactionAsync(async (connection, transaction) =>
        {
            var due = new CommandDefinition(
                database.Choose($"{next} for update skip locked", next), new { cutoff = database.Time(deletedBefore) }, transaction,
                cancellationToken: cancellationToken);
            if (await FirstIdAsync(connection, due, cancellationToken).ConfigureAwait(false) is not { } projectId)
            {
                return false;
            }

            var (low, high) = StableId.RangeOf(projectId);
            var parameters = new { id = database.Id(projectId), low = database.Id(low), high = database.Id(high), limit };
            foreach (var (table, key) in _children)
            {
                var own = table == "llm_attempts" ? "id between @low and @high and project_id = @id" : "project_id = @id"; // it has no other index
                var delete = $"delete from {table} where {own} and {key} in (select {key} from {table} where {own} order by {key} limit @limit)";
                if (table == "llm_logs")
                {
                    await PurgedCosts.KeepAsync(database, connection, transaction, parameters, cancellationToken).ConfigureAwait(false);
                }

                if (await connection.ExecuteAsync(delete, parameters, transaction).ConfigureAwait(false) > 0)
                {
                    return true; // the next statement is another transaction's
                }
            }

            await connection.ExecuteAsync(remove, parameters, transaction).ConfigureAwait(false);
            return true;
        }, cancellationToken);
    }

    private static async Task<Guid?> FirstIdAsync(DbConnection connection, CommandDefinition query, CancellationToken cancellationToken)
    {
        await using var reader = await connection.ExecuteReaderAsync(query).ConfigureAwait(false);
        return await Database.AllAsync(reader, row => row.Id("id"), cancellationToken).ConfigureAwait(false) is [var id] ? id : null;
    }

    /// <param name="old">Which rows may go.</param>
    private Task<int> DeleteAsync(string table, string old, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var rows = $"select id from {table} where {old} limit @limit";
        var sql = database.Choose(
            $"delete from {table} where id in ({rows} for update skip locked)",
            $"delete from {table} where id in ({rows})");
        var parameters = new { before = database.Time(before), beforeId = database.Id(StableId.FirstOf(before)), limit };
        return database.InTransactionAsync(
            (connection, transaction) => connection.ExecuteAsync(
                new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken)),
            cancellationToken);
    }
}
