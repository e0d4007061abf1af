using AiDevFramework.Grains.Attempts;
using AiDevFramework.Storage.Rows;
using Npgsql;
using NpgsqlTypes;

namespace AiDevFramework.Storage;

/// <summary>What users' days count, in PostgreSQL, within the transaction of a batch.</summary>
internal sealed class PostgresUserDays(NpgsqlConnection connection, NpgsqlTransaction transaction)
{
    /// <summary>Locks the days until the transaction ends.</summary>
    /// <returns>What each of them counts.</returns>
    public async Task<IReadOnlyDictionary<UserDay, decimal>> LockAsync(IEnumerable<UserDay> days, CancellationToken cancellationToken)
    {
        const string create = """
            insert into user_days (user_id, day, counted_usd)
            select user_id, day, 0
              from unnest($1::uuid[], $2::date[]) as t (user_id, day)
             order by user_id, day
                on conflict do nothing
            """;
        const string read = """
            select user_days.user_id, user_days.day, user_days.counted_usd
              from user_days
              join unnest($1::uuid[], $2::date[]) as t (user_id, day) on t.user_id = user_days.user_id and t.day = user_days.day
             order by user_days.user_id, user_days.day
               for update of user_days
            """;

        var ordered = days.Distinct().OrderBy(day => day.UserId).ThenBy(day => day.Day).ToList();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(create) { Parameters = { UsersOf(ordered), DatesOf(ordered) } },
                new NpgsqlBatchCommand(read) { Parameters = { UsersOf(ordered), DatesOf(ordered) } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var counted = await Database.AllAsync(
            reader, row => (Day: new UserDay(row.Id("user_id"), row.Day("day")), Usd: row.Usd("counted_usd")), cancellationToken).ConfigureAwait(false);
        return counted.ToDictionary(row => row.Day, row => row.Usd);
    }

    public async Task AddAsync(IEnumerable<(UserDay Day, decimal Usd)> changes, CancellationToken cancellationToken)
    {
        const string count = """
            update user_days
               set counted_usd = greatest(0, user_days.counted_usd + t.usd)
              from unnest($1::uuid[], $2::date[], $3::numeric[]) as t (user_id, day, usd)
             where user_days.user_id = t.user_id and user_days.day = t.day
            """;

        var sums = changes.GroupBy(change => change.Day, (day, all) => (Day: day, Usd: all.Sum(change => change.Usd))).ToList();
        List<UserDay> days = [.. sums.Select(sum => sum.Day)];
        await using var command = new NpgsqlCommand(count, connection, transaction)
        {
            Parameters = { UsersOf(days), DatesOf(days), PostgresArray.Of(sums, sum => sum.Usd, NpgsqlDbType.Numeric) },
        };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlParameter UsersOf(IReadOnlyList<UserDay> days) => PostgresArray.Of(days, day => day.UserId, NpgsqlDbType.Uuid);

    private static NpgsqlParameter DatesOf(IReadOnlyList<UserDay> days) => PostgresArray.Of(days, day => day.Day, NpgsqlDbType.Date);
}
