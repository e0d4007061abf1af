using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>
/// What Orleans keeps in the database of a cluster: who is a member, where streams are subscribed to, reminders. Its
/// providers read the statements they run from <c>OrleansQuery</c>; the names of statements, parameters and result columns are
/// theirs, everything else is ours. PostgreSQL only: one process alone keeps all this in memory.
/// </summary>
[Migration(2)]
[SchemaChange(oldestProgram: 2, "the list of members and the subscriptions of a cluster, which its processes make anew",
    Tables = ["orleans_members", "orleans_clusters", "orleans_grain_states", "orleans_reminders"])]
public sealed class OrleansTables : Migration
{
    public override void Up()
    {
        var postgres = IfDatabase(InitialSchema.IsPostgres);
        postgres.Execute.Sql(Tables);
        foreach (var (key, text) in OrleansQueries.All)
        {
            postgres.Execute.Sql(
                $"""
                insert into OrleansQuery (QueryKey, QueryText)
                values ('{key}', $text${text}$text$)
                    on conflict (QueryKey) do update set QueryText = excluded.QueryText
                """);
        }
    }

    public override void Down() =>
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql("""
            drop table OrleansQuery;
            drop table orleans_members;
            drop table orleans_clusters;
            drop table orleans_grain_states;
            drop table orleans_reminders;
            """);

    private const string Tables = """
        create table if not exists OrleansQuery (
            QueryKey text not null primary key,
            QueryText text not null);

        create table if not exists orleans_clusters (
            cluster_id text not null primary key,
            version integer not null check (version >= 0),
            updated_at timestamptz not null default now());

        create table if not exists orleans_members (
            cluster_id text not null references orleans_clusters (cluster_id) on delete cascade,
            address text not null,
            port integer not null,
            generation integer not null,
            silo_name text not null,
            host_name text not null,
            status integer not null,
            gateway_port integer not null,
            suspect_times text,
            started_at timestamptz not null,
            alive_at timestamptz not null,
            primary key (cluster_id, address, port, generation));

        create table if not exists orleans_grain_states (
            service_id text not null,
            grain_type text not null,
            key_high bigint not null,
            key_low bigint not null,
            key_text text not null,
            payload bytea,
            version integer not null check (version >= 1),
            updated_at timestamptz not null default now(),
            primary key (service_id, grain_type, key_high, key_low, key_text));

        create table if not exists orleans_reminders (
            service_id text not null,
            grain_id text not null,
            name text not null,
            grain_hash integer not null,
            start_at timestamptz not null,
            period_ms bigint not null check (period_ms >= 0),
            version integer not null check (version >= 1),
            primary key (service_id, grain_id, name));
        create index if not exists ix_orleans_reminders_hash on orleans_reminders (service_id, grain_hash);
        """;
}
