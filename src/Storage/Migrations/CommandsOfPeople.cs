using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>
/// What people's commands leave: the keys that make two tries one, who did what, which projects are deleted, and what the calls of those
/// that are gone had cost. The rows of keys and of the audit hold ids alone. No foreign keys: they outlive what they tell of.
/// </summary>
[Migration(13)]
[SchemaChange(
    oldestProgram: 6,
    "the audit, the keys of commands, what purged projects had cost, and which projects are deleted: those that are not purged yet are back",
    Tables = ["idempotency_keys", "audit_events", "purged_costs"])]
public sealed class CommandsOfPeople : Migration
{
    public override void Up()
    {
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql(TablesOf("uuid", "timestamptz", "bigint"));
        IfDatabase(name => !InitialSchema.IsPostgres(name)).Execute.Sql(TablesOf("text", "text", "integer"));
    }

    public override void Down() =>
        Execute.Sql("""
            drop index ix_projects_deleted_at;
            alter table projects drop column purge_at;
            alter table projects drop column deleted_at;
            drop table purged_costs;
            drop table audit_events;
            drop table idempotency_keys;
            """);

    private static string TablesOf(string id, string time, string whole) => $$"""
        create table idempotency_keys (
            id {{id}} not null primary key,
            caller varchar(64) not null,
            route varchar(50) not null,
            body_sha256 varchar(64) not null,
            subject_id {{id}} not null,
            run integer not null,
            created_at {{time}} not null);
        create index ix_idempotency_keys_created_at on idempotency_keys (created_at) where route <> 'project.create';

        create table audit_events (
            id {{id}} not null primary key,
            at {{time}} not null,
            caller varchar(64) not null,
            key_id varchar(64),
            action varchar(50) not null,
            subject_id varchar(64) not null,
            owner_id {{id}},
            address varchar(64),
            request_id varchar(128));
        create index ix_audit_events_subject_id on audit_events (subject_id, id);
        create index ix_audit_events_caller on audit_events (caller, id);

        create table purged_costs (
            day date not null,
            model varchar(100) not null,
            calls {{whole}} not null,
            prompt_tokens {{whole}} not null,
            completion_tokens {{whole}} not null,
            cost_usd decimal(14,6) not null,
            primary key (day, model));

        alter table projects add column deleted_at {{time}};
        alter table projects add column purge_at {{time}};
        create index ix_projects_deleted_at on projects (deleted_at) where deleted_at is not null;
        """;
}
