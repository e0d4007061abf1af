using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>Room beside a faulty answer for what the call behind it is asked for: the parts of the document. An older program asks for the whole.</summary>
[Migration(10)]
[SchemaChange(oldestProgram: 6, "which parts of a document calls were asked for")]
public sealed class MendedParts : Migration
{
    public override void Up()
    {
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql("""
            alter table llm_logs add column mend jsonb;
            alter table llm_logs alter column mend set statistics 0;
            """); // nobody looks for it
        IfDatabase(name => !InitialSchema.IsPostgres(name)).Execute.Sql("alter table llm_logs add column mend text");
    }

    public override void Down() => Execute.Sql("alter table llm_logs drop column mend");
}
