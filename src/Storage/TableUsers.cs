using Npgsql;

namespace AiDevFramework.Storage;

/// <summary>Finds programs that use the tables of a PostgreSQL database.</summary>
internal static class TableUsers
{
    /// <summary>Says the same as <c>SiloStatus.Dead</c>.</summary>
    private const int Dead = 6;

    /// <summary>Members of a cluster say every few seconds that they live. A program without a cluster is no member, but holds a lock for
    /// as long as it has a connection.</summary>
    /// <returns>One of them, for people; <see langword="null"/> where there is none.</returns>
    public static async Task<string?> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string hasMembers = "select to_regclass('orleans_members') is not null";
        const string members = """
            select address || ':' || port || ' of cluster ' || cluster_id || ' said ' || greatest(0, extract(epoch from now() - alive_at)::integer)
                   || ' s ago that it lives'
              from orleans_members
             where status <> $1 and alive_at > now() - interval '1 minute'
             order by alive_at desc
             limit 1
            """;
        const string locks = """
            select 'process ' || pid || ' of the server serves a program that uses them'
              from pg_locks
             where locktype = 'advisory' and granted
               and database = (select oid from pg_database where datname = current_database())
               and classid::bigint = $1 and objsubid = 2
             limit 1
            """;

        var member = await ScalarAsync(connection, hasMembers, null, cancellationToken).ConfigureAwait(false) is true
            ? await ScalarAsync(connection, members, Dead, cancellationToken).ConfigureAwait(false)
            : null;
        return (member ?? await ScalarAsync(connection, locks, PostgresClaim.Key, cancellationToken).ConfigureAwait(false)) as string;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, int? parameter, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the constants above
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        if (parameter is { } value)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }
}
