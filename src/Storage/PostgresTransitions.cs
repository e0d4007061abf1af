using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using Npgsql;

namespace AiDevFramework.Storage;

/// <summary>
/// Writes a batch to PostgreSQL in one round trip: two statements in one implicit transaction, their rows as arrays, so that
/// the statements are the same for any number of rows and stay prepared.
/// </summary>
/// <param name="dailyLimitUsd">What a user's projects may cost on a day; 0: no limit, and nothing is counted.</param>
internal sealed class PostgresTransitions(PostgresDatabase database, decimal dailyLimitUsd = 0m) : ITransitionTable
{
    /// <summary>While one batch waits for the disk, or for its turn in this process, the server works on the next.</summary>
    public const int Batches = 2;

    public int Concurrency => Batches;

    public async Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<PendingWrite> batch, CancellationToken cancellationToken)
    {
        await using var connection = await database.Writes.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var results = new Dictionary<Guid, WriteResult>(batch.Count);
        if (dailyLimitUsd > 0 && batch.Any(write => write.Transition is { Attempts.Count: > 0 }))
        {
            await WriteWithinBudgetsAsync(connection, batch, results, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(connection, batch, results, cancellationToken).ConfigureAwait(false);
        }

        return [.. batch.Select(write => results[write.Project.Id])];
    }

    public async Task<IReadOnlyDictionary<Guid, RowStamp>> ReadStampsAsync(
        IReadOnlyCollection<Guid> projectIds, CancellationToken cancellationToken)
    {
        const string sql = $"select {RowStamps.Columns} from projects where id = any ($1)";

        await using var connection = await database.Writes.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = projectIds.ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await RowStamps.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask; // the database is its owner's

    /// <summary>Locks the days of the users until the batch is committed, so that it can be decided here which transitions fit.</summary>
    private async Task WriteWithinBudgetsAsync(
        NpgsqlConnection connection, IReadOnlyList<PendingWrite> batch, Dictionary<Guid, WriteResult> results, CancellationToken cancellationToken)
    {
        var moves = batch.Where(write => write.Transition is { Attempts.Count: > 0 }).ToList();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var days = new PostgresUserDays(connection, transaction);
        var counted = await days.LockAsync(
            moves.SelectMany(write => UserBudget.ChangesOf(write.Transition!)).Select(change => change.Day), cancellationToken).ConfigureAwait(false);
        foreach (var (write, verdict) in moves.Zip(UserBudget.Judge(dailyLimitUsd, counted, [.. moves.Select(write => write.Transition!)])))
        {
            if (verdict is not BudgetVerdict.Granted)
            {
                results[write.Project.Id] = verdict is BudgetVerdict.Refused ? WriteResult.OverBudget : WriteResult.Busy;
            }
        }

        await WriteAsync(connection, [.. batch.Where(write => !results.ContainsKey(write.Project.Id))], results, cancellationToken)
            .ConfigureAwait(false);
        await days.AddAsync(
            moves.Where(write => results[write.Project.Id] is WriteResult.Stored).SelectMany(write => UserBudget.ChangesOf(write.Transition!)),
            cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One round trip, and one transaction where none is open.</summary>
    private static async Task WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<PendingWrite> batch, Dictionary<Guid, WriteResult> results, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        // In the order of their ids everywhere, so that two silos never wait for each other's rows in a circle.
        var creates = batch.Where(write => write.Transition is null).OrderBy(write => write.Project.Id).ToList();
        var moves = batch.Select(write => write.Transition).OfType<Transition>().OrderBy(move => move.Next.Project.Id).ToList();

        await using var commands = new NpgsqlBatch(connection);
        if (creates.Count > 0)
        {
            commands.BatchCommands.Add(PostgresCommands.Create(creates));
        }

        if (moves.Count > 0)
        {
            commands.BatchCommands.Add(PostgresCommands.Move(moves));
        }

        foreach (var write in batch)
        {
            results[write.Project.Id] = write.Transition is null ? WriteResult.Stale : WriteResult.Busy;
        }

        await using var reader = await commands.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        do
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                results[reader.GetGuid(0)] = reader.GetBoolean(1) ? WriteResult.Stored : WriteResult.Stale;
            }
        }
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));
    }
}
