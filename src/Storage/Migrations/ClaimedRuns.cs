using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>When a silo last set out to wake a run that lost its own. One process alone has nobody to tell.</summary>
[Migration(3)]
[SchemaChange(oldestProgram: 3, "when runs were last claimed, which nobody needs once all processes have stopped")]
public sealed class ClaimedRuns : Migration
{
    public override void Up() =>
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql("alter table projects add column if not exists claimed_at timestamptz");

    public override void Down() =>
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql("alter table projects drop column claimed_at");
}
