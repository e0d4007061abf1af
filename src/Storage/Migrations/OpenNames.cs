using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>
/// Takes the lists of phases, steps, document types, statuses and event types out of the checks, so that a further one needs no migration.
/// The spelling is still checked, and so is what follows from a status that is known today. PostgreSQL changes its constraints; SQLite
/// cannot, and gets new tables with all their rows.
/// </summary>
[Migration(8)]
[SchemaChange(oldestProgram: 6, "no rows; it is refused while a row has a name that the lists do not have")]
public sealed class OpenNames : Migration
{
    private static readonly string[] _phases = ["SMART_DETECTION", "EVENT_STORMING", "PRD", "TECH_STACK", "EXECUTION_PLAN"];

    private static readonly string[] _steps = ["SMART_DETECTION", "EVENT_STORMING", "PRD", "TECH_STACK", "APPROACH_DETECTION", "EXECUTION_PLAN"];

    private static readonly ListedColumn[] _columns =
    [
        new("projects", "status", ["CREATED", "PROCESSING", "COMPLETED", "FAILED", "CANCELLED"]),
        new("projects", "current_phase", _phases),
        new("workflow_states", "phase", _phases),
        new("workflow_states", "status", ["PROCESSING", "COMPLETED", "FAILED", "CANCELLED"]),
        new("documents", "document_type", ["EVENT_STORMING", "PRD", "TECH_STACK", "EXECUTION_PLAN"]),
        new("llm_logs", "phase", _phases),
        new("llm_logs", "step", _steps),
        new("llm_attempts", "step", _steps),
        new("llm_attempts", "status", ["OPEN", "ANSWERED", "FAILED", "UNKNOWN", "CANCELLED"]),
        new(
            "progress_events", "type",
            ["phase_started", "phase_completed", "phase_failed", "workflow_completed", "workflow_failed", "workflow_cancelled"],
            IsLower: true),
    ];

    /// <summary>Rules across columns that hold for every status, or for those of today alone.</summary>
    private static readonly StatusRule[] _rules =
    [
        new(
            "projects", "projects_check",
            "(completed_at is not null) = (status in ('COMPLETED', 'FAILED', 'CANCELLED'))",
            "case when status in ('COMPLETED', 'FAILED', 'CANCELLED') then completed_at is not null "
                + "when status in ('CREATED', 'PROCESSING') then completed_at is null else true end"),
        new(
            "projects", "projects_check1",
            "(owner is not null) = (status = 'PROCESSING')",
            "case when status = 'PROCESSING' then owner is not null "
                + "when status in ('CREATED', 'COMPLETED', 'FAILED', 'CANCELLED') then owner is null else true end"),
        new(
            "workflow_states", "workflow_states_check",
            "(completed_at is not null) = (status <> 'PROCESSING')",
            "case when status = 'PROCESSING' then completed_at is null "
                + "when status in ('COMPLETED', 'FAILED', 'CANCELLED') then completed_at is not null else true end"),
    ];

    public override void Up()
    {
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql(ConstraintsOf(
            column => $"{column.Name} ~ '^{Letter(column)}[{Letters(column)}]{{0,49}}$'",
            rule => rule.Today,
            existing: "not valid")); // the lists were true of these rows: a large table is not read under its lock
        IfDatabase(name => !InitialSchema.IsPostgres(name)).Execute.Sql(RenewedTables(
            column => $"length({column.Name}) <= 50 and {column.Name} glob '{Letter(column)}*' and {column.Name} not glob '*[^{Letters(column)}]*'",
            rule => rule.Today));
    }

    public override void Down()
    {
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql(ConstraintsOf(ListOf, rule => rule.Every));
        IfDatabase(name => !InitialSchema.IsPostgres(name)).Execute.Sql(RenewedTables(ListOf, rule => rule.Every));
    }

    private static string ListOf(ListedColumn column) => $"{column.Name} in ({string.Join(", ", column.Names.Select(name => $"'{name}'"))})";

    private static string Letter(ListedColumn column) => column.IsLower ? "[a-z]" : "[A-Z]";

    private static string Letters(ListedColumn column) => column.IsLower ? "a-z0-9_" : "A-Z0-9_";

    /// <summary>Constraints under the names that PostgreSQL gave the first ones.</summary>
    /// <param name="existing">What becomes of the rows that are there: checked by default; <c>not valid</c> leaves them unread.</param>
    private static string ConstraintsOf(Func<ListedColumn, string> check, Func<StatusRule, string> rule, string existing = "")
    {
        var columns = _columns.Select(column => (column.Table, Name: $"{column.Table}_{column.Name}_check", Check: check(column)));
        var rules = _rules.Select(known => (known.Table, Name: known.Constraint, Check: rule(known)));
        return string.Join('\n', columns.Concat(rules).Select(constraint => $"""
            alter table {constraint.Table} drop constraint {constraint.Name};
            alter table {constraint.Table} add constraint {constraint.Name} check ({constraint.Check}) {existing};
            """));
    }

    /// <summary>The tables of SQLite, with all their rows. References follow a table that is renamed, so that at no time anything refers to
    /// a row that is not there: foreign keys stay on.</summary>
    private static string RenewedTables(Func<ListedColumn, string> check, Func<StatusRule, string> rule)
    {
        string Check(string table, string column) => check(_columns.Single(listed => listed.Table == table && listed.Name == column));
        string Rule(string constraint) => rule(_rules.Single(known => known.Constraint == constraint));
        return $$"""
            alter table projects rename to old_projects;
            alter table workflow_states rename to old_workflow_states;
            alter table documents rename to old_documents;
            alter table llm_logs rename to old_llm_logs;
            alter table llm_attempts rename to old_llm_attempts;
            alter table progress_events rename to old_progress_events;

            create table projects (
                id text not null primary key,
                user_id text not null references users (id),
                idea text not null check (length(idea) between 10 and 5000),
                status varchar(50) not null check ({{Check("projects", "status")}}),
                current_phase varchar(50) check ({{Check("projects", "current_phase")}}),
                metadata text not null default '{}',
                created_at text not null,
                updated_at text not null,
                completed_at text,
                version integer not null check (version >= 1),
                owner text,
                run integer not null check (run >= 0),
                run_started_at text,
                last_seq integer not null check (last_seq >= 0),
                takeovers integer not null check (takeovers >= 0),
                check ({{Rule("projects_check")}}),
                check ({{Rule("projects_check1")}}),
                check ((run_started_at is not null) = (run > 0)),
                check ((current_phase is not null) = (run > 0)));
            create table workflow_states (
                id text not null primary key,
                project_id text not null references projects (id),
                phase varchar(50) not null check ({{Check("workflow_states", "phase")}}),
                status varchar(50) not null check ({{Check("workflow_states", "status")}}),
                input_data text not null,
                output_data text not null,
                started_at text not null,
                completed_at text,
                check ({{Rule("workflow_states_check")}}));
            create table documents (
                id text not null primary key,
                project_id text not null references projects (id),
                document_type varchar(50) not null check ({{Check("documents", "document_type")}}),
                content_md text not null,
                metadata text not null,
                created_at text not null,
                unique (project_id, document_type));
            create table llm_logs (
                id text not null primary key,
                project_id text not null references projects (id),
                workflow_state_id text references workflow_states (id),
                phase varchar(50) not null check ({{Check("llm_logs", "phase")}}),
                model varchar(100) not null,
                prompt_tokens integer not null check (prompt_tokens >= 0),
                completion_tokens integer not null check (completion_tokens >= 0),
                total_tokens integer not null check (total_tokens >= 0),
                cost_usd decimal(10,6) not null check (cost_usd >= 0),
                latency_ms integer not null check (latency_ms >= 0),
                langfuse_trace_id varchar(255),
                created_at text not null,
                run integer not null check (run >= 1),
                step varchar(50) not null check ({{Check("llm_logs", "step")}}),
                call_number integer not null check (call_number >= 1),
                verdict varchar(50) not null check (verdict in ('ACCEPTED', 'CONTINUE', 'REPAIR', 'FAILED')),
                cost_source varchar(50) not null check (cost_source in ('UNKNOWN', 'PROVIDER', 'PRICE_TABLE')),
                finish_reason text,
                generation_id text,
                output text,
                complaint text,
                unique (project_id, run, step, call_number));
            create table llm_attempts (
                id text not null primary key,
                project_id text not null,
                run integer not null check (run >= 1),
                step varchar(50) not null check ({{Check("llm_attempts", "step")}}),
                call_number integer not null check (call_number >= 1),
                attempt integer not null check (attempt >= 1),
                model varchar(100) not null,
                provider text not null,
                reserved_cost_usd decimal(10,6) check (reserved_cost_usd >= 0),
                status varchar(20) not null check ({{Check("llm_attempts", "status")}}),
                cost_usd decimal(10,6) check (cost_usd >= 0),
                cost_source varchar(20) not null check (cost_source in ('UNKNOWN', 'PROVIDER', 'PRICE_TABLE')),
                prompt_tokens integer check (prompt_tokens >= 0),
                completion_tokens integer check (completion_tokens >= 0),
                generation_id text,
                error_class text,
                opened_at text not null,
                closed_at text,
                check_at text,
                checks integer not null default 0 check (checks >= 0),
                error_detail text,
                check ((closed_at is not null) = (status <> 'OPEN')),
                check ((cost_usd is null) = (cost_source = 'UNKNOWN')),
                check (status not in ('OPEN', 'UNKNOWN') or cost_usd is null));
            -- No foreign key: an event is only ever written by the statement that moves its project's row.
            create table progress_events (
                project_id text not null,
                seq integer not null check (seq >= 1),
                type text not null check ({{Check("progress_events", "type")}}),
                payload text not null,
                created_at text not null,
                primary key (project_id, seq));

            insert into projects select * from old_projects;
            insert into workflow_states select * from old_workflow_states;
            insert into documents select * from old_documents;
            insert into llm_logs select * from old_llm_logs;
            insert into llm_attempts select * from old_llm_attempts;
            insert into progress_events select * from old_progress_events;

            drop table old_progress_events;
            drop table old_llm_attempts;
            drop table old_llm_logs;
            drop table old_documents;
            drop table old_workflow_states;
            drop table old_projects;

            create index ix_projects_user_id on projects (user_id);
            create index ix_projects_status on projects (status);
            create index ix_projects_processing on projects (owner) where status = 'PROCESSING';
            create index ix_workflow_states_project_id on workflow_states (project_id);
            create index ix_workflow_states_phase on workflow_states (phase);
            create index ix_documents_project_id on documents (project_id);
            create index ix_llm_logs_project_id on llm_logs (project_id);
            create index ix_llm_logs_langfuse_trace_id on llm_logs (langfuse_trace_id);
            create index ix_llm_attempts_check_at on llm_attempts (check_at) where check_at is not null;
            """;
    }

    /// <param name="Names">What the lists have that this migration takes away.</param>
    private sealed record ListedColumn(string Table, string Name, string[] Names, bool IsLower = false);

    /// <param name="Constraint">As PostgreSQL named it.</param>
    /// <param name="Every">The rule that leaves no room for another status.</param>
    /// <param name="Today">The same for the statuses of today.</param>
    private sealed record StatusRule(string Table, string Constraint, string Every, string Today);
}
