using FluentMigrator;

namespace AiDevFramework.Grains.Storage.Migrations;

/// <summary>The tables of the specification, the events, and the columns that fence a project's row.</summary>
[Migration(1)]
public sealed class InitialSchema : Migration
{
    public override void Up()
    {
        IfDatabase(ProcessorIdConstants.Postgres).Execute.Sql(TablesOf("uuid", "timestamptz", "jsonb", "bigint"));
        IfDatabase(ProcessorIdConstants.SQLite).Execute.Sql(TablesOf("text", "text", "text", "integer"));
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

    private static string TablesOf(string id, string time, string json, string whole) => $$"""
        create table users (
            id {{id}} not null primary key,
            email varchar(255) not null unique,
            created_at {{time}} not null);

        create table projects (
            id {{id}} not null primary key,
            user_id {{id}} not null references users (id),
            idea text not null,
            status varchar(50) not null
                check (status in ('CREATED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED')),
            current_phase varchar(50)
                check (current_phase in ('SMART_DETECTION', 'EVENT_STORMING', 'PRD', 'TECH_STACK', 'EXECUTION_PLAN')),
            metadata {{json}} not null default '{}',
            created_at {{time}} not null,
            updated_at {{time}} not null,
            completed_at {{time}},
            version {{whole}} not null,
            owner text,
            run integer not null,
            run_started_at {{time}},
            last_seq {{whole}} not null,
            takeovers integer not null default 0);
        create index ix_projects_user_id on projects (user_id);
        create index ix_projects_status on projects (status);

        create table workflow_states (
            id {{id}} not null primary key,
            project_id {{id}} not null references projects (id),
            phase varchar(50) not null
                check (phase in ('SMART_DETECTION', 'EVENT_STORMING', 'PRD', 'TECH_STACK', 'EXECUTION_PLAN')),
            status varchar(50) not null check (status in ('PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED')),
            input_data {{json}} not null,
            output_data {{json}} not null,
            started_at {{time}} not null,
            completed_at {{time}});
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
            prompt_tokens integer not null,
            completion_tokens integer not null,
            total_tokens integer not null,
            cost_usd decimal(10,6) not null,
            latency_ms integer not null,
            langfuse_trace_id varchar(255),
            created_at {{time}} not null,
            run integer not null,
            step varchar(50) not null,
            call_number integer not null,
            verdict varchar(50) not null,
            cost_source varchar(50) not null,
            finish_reason text,
            generation_id text,
            output text,
            complaint text,
            unique (project_id, run, step, call_number));
        create index ix_llm_logs_project_id on llm_logs (project_id);
        create index ix_llm_logs_langfuse_trace_id on llm_logs (langfuse_trace_id);

        create table progress_events (
            project_id {{id}} not null references projects (id),
            seq {{whole}} not null,
            type text not null,
            payload text not null,
            created_at {{time}} not null,
            primary key (project_id, seq));
        """;
}
