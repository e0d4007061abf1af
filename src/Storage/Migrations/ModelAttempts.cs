using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>
/// Every request to a model, from before it is sent, and what the attempts of a user's day count together. An attempt's id begins
/// like its project's, so that the primary key serves for finding a project's attempts: there is no other index for runs to keep
/// up, and that of <c>check_at</c> holds only what the provider is still to be asked about. No foreign keys: attempts are only
/// written by the statement that moves their project's row.
/// </summary>
[Migration(4)]
[SchemaChange(oldestProgram: 4, "every attempt at a model call with its cost, and what users have spent of their daily budgets",
    Tables = ["llm_attempts", "user_days"])]
public sealed class ModelAttempts : Migration
{
    public override void Up()
    {
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql(TablesOf("uuid", "timestamptz"));
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql(RoomForUpdates);
        IfDatabase(name => !InitialSchema.IsPostgres(name)).Execute.Sql(TablesOf("text", "text"));
    }

    public override void Down() =>
        Execute.Sql("""
            drop table user_days;
            drop table llm_attempts;
            """);

    /// <summary>A row is written twice. Status and times are in no index while there is nothing to ask about, so that the second
    /// version stays in its page.</summary>
    private const string RoomForUpdates = """
        alter table llm_attempts set (fillfactor = 70);
        alter table user_days set (fillfactor = 50);
        """;

    private static string TablesOf(string id, string time) => $$"""
        create table llm_attempts (
            id {{id}} not null primary key,
            project_id {{id}} not null,
            run integer not null check (run >= 1),
            step varchar(50) not null
                check (step in (
                    'SMART_DETECTION', 'EVENT_STORMING', 'PRD', 'TECH_STACK', 'APPROACH_DETECTION', 'EXECUTION_PLAN')),
            call_number integer not null check (call_number >= 1),
            attempt integer not null check (attempt >= 1),
            model varchar(100) not null,
            provider text not null,
            reserved_cost_usd decimal(10,6) check (reserved_cost_usd >= 0),
            status varchar(20) not null check (status in ('OPEN', 'ANSWERED', 'FAILED', 'UNKNOWN', 'CANCELLED')),
            cost_usd decimal(10,6) check (cost_usd >= 0),
            cost_source varchar(20) not null check (cost_source in ('UNKNOWN', 'PROVIDER', 'PRICE_TABLE')),
            prompt_tokens integer check (prompt_tokens >= 0),
            completion_tokens integer check (completion_tokens >= 0),
            generation_id text,
            error_class text,
            opened_at {{time}} not null,
            closed_at {{time}},
            check_at {{time}},
            checks integer not null default 0 check (checks >= 0),
            check ((closed_at is not null) = (status <> 'OPEN')),
            check ((cost_usd is null) = (cost_source = 'UNKNOWN')),
            check (status not in ('OPEN', 'UNKNOWN') or cost_usd is null));
        create index ix_llm_attempts_check_at on llm_attempts (check_at) where check_at is not null;

        create table user_days (
            user_id {{id}} not null,
            day date not null,
            counted_usd decimal(12,6) not null,
            primary key (user_id, day));
        """;
}
