using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>The tables of the specification, the events, and the columns that fence a project's row.</summary>
[Migration(1)]
[SchemaChange(oldestProgram: 1, "every project with its documents, events and model calls, and every user",
    Tables = ["users", "projects", "workflow_states", "documents", "llm_logs", "progress_events"])]
public sealed class InitialSchema : Migration
{
    public override void Up()
    {
        IfDatabase(IsPostgres).Execute.Sql(TablesOf("uuid", "timestamptz", "jsonb", "bigint", "char_length"));
        IfDatabase(IsPostgres).Execute.Sql(FastCompression);
        IfDatabase(IsPostgres).Execute.Sql(RoomForUpdates);
        IfDatabase(name => !IsPostgres(name)).Execute.Sql(TablesOf("text", "text", "text", "integer", "length"));
    }

    public override void Down() =>
        Execute.Sql("""
            drop table progress_events;
            drop table llm_logs;
            drop table documents;
            drop table workflow_states;
            drop table projects;
            drop table users;
            """);

    /// <summary>The processor's name carries a version: Postgres15_0.</summary>
    internal static bool IsPostgres(string processor) => processor.StartsWith("Postgre", StringComparison.OrdinalIgnoreCase);

    /// <summary>Documents compress with lz4 several times faster than with the default; a server may be built without it.</summary>
    private const string FastCompression = """
        do $$
        begin
            alter table documents alter column content_md set compression lz4;
            alter table llm_logs alter column output set compression lz4;
        exception when feature_not_supported then
            null;
        end
        $$;
        """;

    /// <summary>A project's row is written again with every transition, a phase run's once: with room beside it the new version
    /// stays in its page, and no index has to be told.</summary>
    private const string RoomForUpdates = """
        alter table projects set (fillfactor = 50);
        alter table workflow_states set (fillfactor = 70);
        """;

    private static string TablesOf(string id, string time, string json, string whole, string characters) => $$"""
        create table users (
            id {{id}} not null primary key,
            email varchar(255) not null unique,
            created_at {{time}} not null);

        create table projects (
            id {{id}} not null primary key,
            user_id {{id}} not null references users (id),
            idea text not null check ({{characters}}(idea) between 10 and 5000),
            status varchar(50) not null
                check (status in ('CREATED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED')),
            current_phase varchar(50)
                check (current_phase in ('SMART_DETECTION', 'EVENT_STORMING', 'PRD', 'TECH_STACK', 'EXECUTION_PLAN')),
            metadata {{json}} not null default '{}',
            created_at {{time}} not null,
            updated_at {{time}} not null,
            completed_at {{time}},
            version {{whole}} not null check (version >= 1),
            owner text,
            run integer not null check (run >= 0),
            run_started_at {{time}},
            last_seq {{whole}} not null check (last_seq >= 0),
            takeovers integer not null check (takeovers >= 0),
            check ((completed_at is not null) = (status in ('COMPLETED', 'FAILED', 'CANCELLED'))),
            check ((owner is not null) = (status = 'PROCESSING')),
            check ((run_started_at is not null) = (run > 0)),
            check ((current_phase is not null) = (run > 0)));
        create index ix_projects_user_id on projects (user_id);
        create index ix_projects_status on projects (status);
        create index ix_projects_processing on projects (owner) where status = 'PROCESSING';

        create table workflow_states (
            id {{id}} not null primary key,
            project_id {{id}} not null references projects (id),
            phase varchar(50) not null
                check (phase in ('SMART_DETECTION', 'EVENT_STORMING', 'PRD', 'TECH_STACK', 'EXECUTION_PLAN')),
            status varchar(50) not null check (status in ('PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED')),
            input_data {{json}} not null,
            output_data {{json}} not null,
            started_at {{time}} not null,
            completed_at {{time}},
            check ((completed_at is not null) = (status <> 'PROCESSING')));
        create index ix_workflow_states_project_id on workflow_states (project_id);
        create index ix_workflow_states_phase on workflow_states (phase);

        create table documents (
            id {{id}} not null primary key,
            project_id {{id}} not null references projects (id),
            document_type varchar(50) not null
                check (document_type in ('EVENT_STORMING', 'PRD', 'TECH_STACK', 'EXECUTION_PLAN')),
            content_md text not null,
            metadata {{json}} not null,
            created_at {{time}} not null,
            unique (project_id, document_type));
        create index ix_documents_project_id on documents (project_id);

        create table llm_logs (
            id {{id}} not null primary key,
            project_id {{id}} not null references projects (id),
            workflow_state_id {{id}} references workflow_states (id),
            phase varchar(50) not null
                check (phase in ('SMART_DETECTION', 'EVENT_STORMING', 'PRD', 'TECH_STACK', 'EXECUTION_PLAN')),
            model varchar(100) not null,
            prompt_tokens integer not null check (prompt_tokens >= 0),
            completion_tokens integer not null check (completion_tokens >= 0),
            total_tokens integer not null check (total_tokens >= 0),
            cost_usd decimal(10,6) not null check (cost_usd >= 0),
            latency_ms integer not null check (latency_ms >= 0),
            langfuse_trace_id varchar(255),
            created_at {{time}} not null,
            run integer not null check (run >= 1),
            step varchar(50) not null
                check (step in (
                    'SMART_DETECTION', 'EVENT_STORMING', 'PRD', 'TECH_STACK', 'APPROACH_DETECTION', 'EXECUTION_PLAN')),
            call_number integer not null check (call_number >= 1),
            verdict varchar(50) not null check (verdict in ('ACCEPTED', 'CONTINUE', 'REPAIR', 'FAILED')),
            cost_source varchar(50) not null check (cost_source in ('UNKNOWN', 'PROVIDER', 'PRICE_TABLE')),
            finish_reason text,
            generation_id text,
            output text,
            complaint text,
            unique (project_id, run, step, call_number));
        create index ix_llm_logs_project_id on llm_logs (project_id);
        create index ix_llm_logs_langfuse_trace_id on llm_logs (langfuse_trace_id);

        -- No foreign key: an event is only ever written by the statement that moves its project's row.
        create table progress_events (
            project_id {{id}} not null,
            seq {{whole}} not null check (seq >= 1),
            type text not null
                check (type in (
                    'phase_started', 'phase_completed', 'phase_failed',
                    'workflow_completed', 'workflow_failed', 'workflow_cancelled')),
            payload text not null,
            created_at {{time}} not null,
            primary key (project_id, seq));
        """;
}
