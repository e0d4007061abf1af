using AiDevFramework.Grains.State;
using Microsoft.Data.Sqlite;

namespace AiDevFramework.Storage;

/// <summary>Writes a batch to SQLite in one transaction on one connection that stays open, with statements prepared once.</summary>
/// <param name="dailyLimitUsd">What a user's projects may cost on a day; 0: no limit, and nothing is counted.</param>
internal sealed class SqliteTransitions(SqliteDatabase database, decimal dailyLimitUsd = 0m) : ITransitionTable
{
    private SqliteSession? _session;

    public int Concurrency => 1;

    public Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<PendingWrite> batch, CancellationToken cancellationToken)
    {
        var session = _session ??= SqliteSession.On(database.OpenForWriting(), dailyLimitUsd);
        try
        {
            return Task.FromResult<IReadOnlyList<WriteResult>>(session.Write(batch));
        }
        catch (Exception exception)
        {
            CloseSession(); // whatever state it is in: the next attempt opens another
            if (exception is SqliteException failed && SqliteFailure.Named(failed, database.Path) is { } named)
            {
                throw named;
            }

            throw;
        }
    }

    public async Task<IReadOnlyDictionary<Guid, RowStamp>> ReadStampsAsync(
        IReadOnlyCollection<Guid> projectIds, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {RowStamps.Columns}
              from projects
             where id in (select value from json_each(@ids))
            """;

        await using var connection = await database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new SqliteParameter("@ids", database.Ids(projectIds)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await RowStamps.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        CloseSession();
        return ValueTask.CompletedTask;
    }

    private void CloseSession()
    {
        _session?.Dispose();
        _session = null;
    }
}
