using Npgsql;

namespace AiDevFramework.Chaos.Cluster;

/// <summary>Has the database itself write down every change of a project's row, and which process made it.</summary>
internal static class RowLog
{
    public static async Task InstallAsync(NpgsqlDataSource data, CancellationToken cancellationToken)
    {
        const string sql =
            """
            create table chaos_writes (
                id bigint generated always as identity primary key,
                project_id uuid not null,
                at timestamptz not null default clock_timestamp(),
                writer text,
                old_version bigint, new_version bigint not null,
                old_owner text, new_owner text,
                old_status text, new_status text not null,
                old_run integer, new_run integer not null,
                old_seq bigint, new_seq bigint not null,
                old_takeovers integer, new_takeovers integer not null);

            create function chaos_note_write() returns trigger language plpgsql as $$
            begin
                insert into chaos_writes (
                    project_id, writer, old_version, new_version, old_owner, new_owner, old_status, new_status,
                    old_run, new_run, old_seq, new_seq, old_takeovers, new_takeovers)
                values (
                    new.id, current_setting('chaos.writer', true), old.version, new.version, old.owner, new.owner,
                    old.status, new.status, old.run, new.run, old.last_seq, new.last_seq, old.takeovers, new.takeovers);
                return null;
            end $$;

            create trigger chaos_insert after insert on projects
                for each row execute function chaos_note_write();
            create trigger chaos_update after update on projects
                for each row
                when (row(old.version, old.owner, old.status, old.run, old.last_seq, old.takeovers)
                      is distinct from row(new.version, new.owner, new.status, new.run, new.last_seq, new.takeovers))
                execute function chaos_note_write();
            """;

        await using var command = data.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
