using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>
/// What lists and searches read: a row for each project that is sorted and filtered by what changes, its words, and the changes that are still
/// to be taken up there. Triggers note these, so that they are noted in the transaction of the change whichever program makes it; a row of the
/// project itself has no index that a run would have to keep up.
/// </summary>
[Migration(12)]
[SchemaChange(oldestProgram: 6, "the index of lists and searches, which is made anew",
    Tables = ["project_lists", "project_texts", "project_changes"])]
public sealed class ProjectSearch : Migration
{
    public override void Up()
    {
        var (postgres, sqlite) = (IfDatabase(InitialSchema.IsPostgres), IfDatabase(name => !InitialSchema.IsPostgres(name)));
        postgres.Execute.Sql(ListsOf("uuid", "timestamptz", "metadata ->> 'verdict'"));
        postgres.Execute.Sql(PostgresTexts);
        postgres.Execute.Sql(FastCompression);
        postgres.Execute.Sql(PostgresTriggers);
        sqlite.Execute.Sql(ListsOf("text", "text", "json_extract(metadata, '$.verdict')"));
        foreach (var statement in _sqliteTexts)
        {
            sqlite.Execute.Sql(statement);
        }

        Execute.Sql("insert into project_changes (project_id) select id from projects order by created_at, id");
    }

    public override void Down()
    {
        IfDatabase(InitialSchema.IsPostgres).Execute.Sql("""
            drop trigger note_new_project on projects;
            drop trigger note_new_events on progress_events;
            drop function note_new_project;
            drop function note_new_events;
            """);
        IfDatabase(name => !InitialSchema.IsPostgres(name)).Execute.Sql("""
            drop trigger note_new_project;
            drop trigger note_new_event;
            drop table project_words;
            """);
        Execute.Sql("""
            drop table project_changes;
            drop table project_texts;
            drop table project_lists;
            drop index ix_projects_created_at;
            drop index ix_projects_user_id_created_at;
            """);
    }

    private const string PostgresTexts = """
        create table project_texts (
            project_id uuid not null primary key,
            user_id uuid not null,
            created_at timestamptz not null,
            stamp text not null,
            running text not null,
            words tsvector not null);
        alter table project_texts alter column running set statistics 0;
        create index ix_project_texts_words on project_texts using gin (words);
        create index ix_project_texts_created_at on project_texts (created_at, project_id);
        create index ix_project_texts_user_id on project_texts (user_id, created_at, project_id);
        create table project_changes (
            number bigint generated always as identity primary key,
            project_id uuid not null);
        """;

    private const string FastCompression = """
        do $$
        begin
            alter table project_texts alter column running set compression lz4;
        exception when feature_not_supported then
            null;
        end
        $$;
        """;

    private const string PostgresTriggers = """
        create function note_new_project() returns trigger language plpgsql as $$
        begin
            insert into project_changes (project_id) select id from added;
            return null;
        end
        $$;
        create function note_new_events() returns trigger language plpgsql as $$
        begin
            insert into project_changes (project_id) select distinct project_id from added;
            return null;
        end
        $$;
        create trigger note_new_project after insert on projects
            referencing new table as added for each statement execute function note_new_project();
        create trigger note_new_events after insert on progress_events
            referencing new table as added for each statement execute function note_new_events();
        """;

    /// <summary>Each is a statement. The words are in the one index of the file that can find them, which keeps no second copy of the text;
    /// what is taken out of it leaves nothing behind.</summary>
    private static readonly string[] _sqliteTexts =
    [
        """
        create table project_texts (
            number integer primary key,
            project_id text not null unique,
            user_id text not null,
            created_at text not null,
            stamp text not null,
            running text not null)
        """,
        """
        create virtual table project_words using fts5(
            running, content='project_texts', content_rowid='number', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 0')
        """,
        "insert into project_words (project_words, rank) values ('secure-delete', 1)",
        """
        create trigger index_new_text after insert on project_texts
        begin
            insert into project_words (rowid, running) values (new.number, new.running);
        end
        """,
        """
        create trigger index_old_text after delete on project_texts
        begin
            insert into project_words (project_words, rowid, running) values ('delete', old.number, old.running);
        end
        """,
        """
        create trigger index_changed_text after update of running on project_texts
        begin
            insert into project_words (project_words, rowid, running) values ('delete', old.number, old.running);
            insert into project_words (rowid, running) values (new.number, new.running);
        end
        """,
        "create table project_changes (number integer primary key, project_id text not null)",
        """
        create trigger note_new_project after insert on projects
        begin
            insert into project_changes (project_id) values (new.id);
        end
        """,
        """
        create trigger note_new_event after insert on progress_events
        begin
            insert into project_changes (project_id) values (new.project_id);
        end
        """,
    ];

    private static string ListsOf(string id, string time, string verdict) => $"""
        create index ix_projects_created_at on projects (created_at, id);
        create index ix_projects_user_id_created_at on projects (user_id, created_at, id);
        create table project_lists (
            project_id {id} not null primary key,
            user_id {id} not null,
            created_at {time} not null,
            updated_at {time} not null,
            verdict varchar(50));
        create index ix_project_lists_updated_at on project_lists (updated_at, project_id);
        create index ix_project_lists_user_id on project_lists (user_id, updated_at, project_id);
        create index ix_project_lists_verdict on project_lists (verdict, created_at, project_id);
        insert into project_lists (project_id, user_id, created_at, updated_at, verdict)
        select id, user_id, created_at, updated_at, {verdict}
          from projects;
        """;
}
