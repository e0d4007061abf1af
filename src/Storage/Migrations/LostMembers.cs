using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>Lets the commit of a takeover find out from an index whether its silo was voted out.</summary>
[Migration(5)]
[SchemaChange(oldestProgram: 5, "an index, and no data")]
public sealed class LostMembers : Migration
{
    public override void Up() =>
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql(
            "create index ix_orleans_members_dead on orleans_members (port, generation) where status = 6");

    public override void Down() =>
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql("drop index ix_orleans_members_dead");
}
