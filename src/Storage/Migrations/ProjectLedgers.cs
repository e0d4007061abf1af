using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>Room for a project's ledger: what its idea demands, apart from the metadata that the API shows.</summary>
[Migration(9)]
[SchemaChange(oldestProgram: 6, "what was read from ideas: constraints, numbers and questions")]
public sealed class ProjectLedgers : Migration
{
    public override void Up()
    {
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql("""
            alter table projects add column ledger jsonb;
            alter table projects alter column ledger set statistics 0;
            """); // nobody looks for it
        IfDatabase(name => !InitialSchema.IsPostgres(name)).Execute.Sql("alter table projects add column ledger text");
    }

    public override void Down() => Execute.Sql("alter table projects drop column ledger");
}
