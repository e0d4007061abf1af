using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>Room for what the provider said about an attempt that failed: cut, and without secrets.</summary>
[Migration(7)]
[SchemaChange(oldestProgram: 6, "what providers said about attempts that failed")]
public sealed class AttemptReasons : Migration
{
    public override void Up()
    {
        Execute.Sql("alter table llm_attempts add column error_detail text");
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql("alter table llm_attempts alter column error_detail set statistics 0"); // nobody looks for it
    }

    public override void Down() => Execute.Sql("alter table llm_attempts drop column error_detail");
}
