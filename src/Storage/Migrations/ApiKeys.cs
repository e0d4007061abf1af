using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>
/// The keys of users. Each change of a key has a revision of its own, given in the order of the commits, so that whoever knows all up to
/// one finds what came after it. When a key was last used is no change.
/// </summary>
[Migration(11)]
[SchemaChange(oldestProgram: 6, "the keys of all users: nobody gets in with one any more", Tables = ["api_keys"])]
public sealed class ApiKeys : Migration
{
    public override void Up()
    {
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql(TableOf("uuid", "timestamptz"));
        IfDatabase(name => !InitialSchema.IsPostgres(name)).Execute.Sql(TableOf("text", "text"));
    }

    public override void Down() => Execute.Sql("drop table api_keys");

    private static string TableOf(string id, string time) => $$"""
        create table api_keys (
            id varchar(32) not null primary key,
            digest varchar(64) not null check (length(digest) = 64),
            owner_id {{id}} not null,
            name varchar(100) not null,
            scopes varchar(200) not null,
            created_at {{time}} not null,
            expires_at {{time}},
            revoked_at {{time}},
            last_used_at {{time}},
            revision bigint not null check (revision >= 1));
        create unique index ux_api_keys_revision on api_keys (revision);
        create index ix_api_keys_owner_id on api_keys (owner_id);
        """;
}
