using System.Data.Common;
using System.Globalization;
using AiDevFramework.Grains.Search;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Search;
using AiDevFramework.Storage.Rows;
using Dapper;

namespace AiDevFramework.Storage;

/// <summary>
/// Keeps <c>project_lists</c> and <c>project_texts</c> from the changes that triggers note in <c>project_changes</c>. A change is forgotten in the
/// transaction that takes it up, so a crash loses none and takes up none twice; a change that comes meanwhile is a row of its own.
/// </summary>
internal sealed class ProjectIndex(Database database) : IProjectIndex
{
    public Task<int> UpdateAsync(int most, CancellationToken cancellationToken) => DatabaseFailure.TranslateAsync(async () =>
    {
        await using var connection = await database.ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (await connection.ExecuteScalarAsync<int>("select count(*) from (select 1 from project_changes limit 1) as first").ConfigureAwait(false) == 0)
        {
            return 0;
        }

        return database is PostgresDatabase
            ? await UpdateInTurnAsync(connection, most, cancellationToken).ConfigureAwait(false)
            : await UpdateAloneAsync(connection, most, cancellationToken).ConfigureAwait(false);
    });

    /// <summary>One silo of a cluster holds the lock for as long as its transaction lasts. One that froze in it is thrown out.</summary>
    private async Task<int> UpdateInTurnAsync(DbConnection connection, int most, CancellationToken cancellationToken)
    {
        const string takeTurn = """
            set local idle_in_transaction_session_timeout = '10s';
            select pg_try_advisory_xact_lock(hashtext('aidev project index'), 0)
            """;

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        if (!await connection.ExecuteScalarAsync<bool>(takeTurn, transaction: transaction).ConfigureAwait(false))
        {
            return 0;
        }

        var work = await ReadAsync(connection, most, cancellationToken).ConfigureAwait(false);
        await WriteAsync(connection, work, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return work.Changes.Count;
    }

    /// <summary>A file has one writer at a time: what can be done before is done before.</summary>
    private async Task<int> UpdateAloneAsync(DbConnection connection, int most, CancellationToken cancellationToken)
    {
        var work = await ReadAsync(connection, most, cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(connection, work, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return work.Changes.Count;
    }

    private async Task<Work> ReadAsync(DbConnection connection, int most, CancellationToken cancellationToken)
    {
        const string findChanges = "select number, project_id from project_changes order by number limit @most";
        const string findStamps = """
            select projects.id as project_id, documents.document_type, documents.created_at, project_texts.stamp
              from projects
              left join documents on documents.project_id = projects.id
              left join project_texts on project_texts.project_id = projects.id
             where projects.deleted_at is null and projects.id
            """;

        var changes = await AllAsync(
            connection, findChanges, new { most }, row => (Number: row.Long("number"), ProjectId: row.Id("project_id")), cancellationToken).ConfigureAwait(false);
        var ids = changes.Select(change => change.ProjectId).Distinct().ToList();
        var stamps = await AllAsync(
            connection, $"{findStamps} {In}", new { ids = database.Ids(ids) },
            row => (ProjectId: row.Id("project_id"), Document: DocumentStamp(row), Indexed: row.OptionalText("stamp")),
            cancellationToken).ConfigureAwait(false);
        var stale = stamps.GroupBy(row => row.ProjectId)
            .Select(rows => (ProjectId: rows.Key, Stamp: string.Join(' ', rows.Select(row => row.Document).Order(StringComparer.Ordinal)), rows.First().Indexed))
            .Where(project => project.Stamp != project.Indexed)
            .ToDictionary(project => project.ProjectId, project => project.Stamp);
        return new Work(
            [.. changes.Select(change => change.Number)],
            ids,
            stale.Count > 0 ? await ReadTextsAsync(connection, stale, cancellationToken).ConfigureAwait(false) : []);
    }

    /// <summary>Tells a document from what it was before; empty where the project has none.</summary>
    private static string DocumentStamp(RowReader row) => row.OptionalText("document_type") is { } type
        ? string.Create(CultureInfo.InvariantCulture, $"{type}@{row.Time("created_at").UtcTicks}")
        : "";

    private async Task<IReadOnlyList<IndexedText>> ReadTextsAsync(
        DbConnection connection, IReadOnlyDictionary<Guid, string> stamps, CancellationToken cancellationToken)
    {
        const string findIdeas = "select id, user_id, idea from projects where deleted_at is null and id";

        var ids = new { ids = database.Ids(stamps.Keys) };
        var ideas = await AllAsync(
            connection, $"{findIdeas} {In}", ids, row => (Id: row.Id("id"), UserId: row.Id("user_id"), Idea: row.Text("idea")), cancellationToken).ConfigureAwait(false);
        var findDocuments = $"select {DocumentTable.Table.ReadColumns} from documents where project_id {In}";
        await using var reader = await ExecuteAsync(connection, findDocuments, ids, cancellationToken).ConfigureAwait(false);
        var documents = (await Database.AllAsync(reader, DocumentTable.Table, cancellationToken).ConfigureAwait(false))
            .OrderBy(document => StepCatalogue.PlaceOf(document.Type)).ToLookup(document => document.ProjectId, document => document.ContentMd);
        return [.. ideas.Select(project => new IndexedText(project.Id, project.UserId, stamps[project.Id], SearchText.Of(project.Idea, documents[project.Id])))];
    }

    private async Task WriteAsync(DbConnection connection, Work work, CancellationToken cancellationToken)
    {
        const string putText = """
            insert into project_texts (project_id, user_id, created_at, stamp, running{0})
            select id, user_id, created_at, @stamp, @running{1}
              from projects
             where id = @id and deleted_at is null
                on conflict (project_id) do update set stamp = excluded.stamp, running = excluded.running{2}
            """;
        var putPostgres = string.Format(CultureInfo.InvariantCulture, putText, ", words", ", array_to_tsvector(@words)", ", words = excluded.words");
        var putSqlite = string.Format(CultureInfo.InvariantCulture, putText, "", "", "");
        var forget = $"""
            insert into project_lists (project_id, user_id, created_at, updated_at, verdict)
            select id, user_id, created_at, updated_at, {ProjectListQuery.VerdictOn(database)}
              from projects
             where id {In} and deleted_at is null
                on conflict (project_id) do update set updated_at = excluded.updated_at, verdict = excluded.verdict;
            delete from project_lists where project_id {In} and not exists (select 1 from projects where projects.id = project_lists.project_id and deleted_at is null);
            delete from project_texts where project_id {In} and not exists (select 1 from projects where projects.id = project_texts.project_id and deleted_at is null);
            delete from project_changes where number {database.Choose("= any (@numbers)", "in (select value from json_each(@numbers))")}
            """;

        foreach (var text in work.Texts)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(database.Choose(putPostgres, putSqlite), ParametersOf(text), cancellationToken: cancellationToken)).ConfigureAwait(false);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            forget, new { ids = database.Ids(work.ProjectIds), numbers = database.Numbers(work.Changes) }, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    private object ParametersOf(IndexedText text) => database is PostgresDatabase
        ? new { id = database.Id(text.ProjectId), stamp = text.Stamp, running = text.Text.Running, words = database.Texts(text.Text.Words) }
        : new { id = database.Id(text.ProjectId), stamp = text.Stamp, running = $" {SqliteWords.OfUser(text.UserId)} {SqliteWords.Of(text.Text.Running)}" };

    private string In => database.Choose("= any (@ids)", "in (select value from json_each(@ids))");

    private static async Task<List<T>> AllAsync<T>(
        DbConnection connection, string sql, object parameters, Func<RowReader, T> map, CancellationToken cancellationToken)
    {
        await using var reader = await ExecuteAsync(connection, sql, parameters, cancellationToken).ConfigureAwait(false);
        return await Database.AllAsync(reader, map, cancellationToken).ConfigureAwait(false);
    }

    private static Task<DbDataReader> ExecuteAsync(DbConnection connection, string sql, object parameters, CancellationToken cancellationToken) =>
        connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));

    /// <param name="Changes">The numbers of the changes that are taken up.</param>
    /// <param name="Texts">Of the projects whose documents are not the ones in the index.</param>
    private sealed record Work(IReadOnlyList<long> Changes, IReadOnlyList<Guid> ProjectIds, IReadOnlyList<IndexedText> Texts);

    private sealed record IndexedText(Guid ProjectId, Guid UserId, string Stamp, SearchText Text);
}
