using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Search;

namespace AiDevFramework.Storage;

/// <summary>
/// The statement of one page of a list. It is made of constants, so that there are few different ones; values are parameters.
/// What never changes is sorted by an index of the projects themselves; what does, by <c>project_lists</c>, which follows them.
/// </summary>
internal sealed class ProjectListQuery(Database database, ProjectListQuestion question)
{
    private readonly SearchQuery? _search = question.Text is { } text ? SearchQuery.Parse(text) : null;

    private readonly bool _byCreation = question.Sort is ProjectSort.NewestFirst or ProjectSort.OldestFirst;

    private readonly bool _descending = question.Sort is ProjectSort.NewestFirst or ProjectSort.LastChangedFirst;

    private string Key => _byCreation ? "created_at" : "updated_at";

    private string Direction => _descending ? "desc" : "asc";

    /// <summary>Whether the statement searches; <c>found</c> is then how many projects it found, in a row of its own where the page has none.</summary>
    public bool Searches => question.Text is not null;

    public string Sql => this switch
    {
        { Searches: true } => Search,
        { _byCreation: true } when question.Verdict is null => OfProjects,
        _ => OfLists,
    };

    public static string VerdictOn(Database database) => database.Choose("projects.metadata ->> 'verdict'", "json_extract(projects.metadata, '$.verdict')");

    /// <summary>Only those that the statement names are sent.</summary>
    public object Parameters => new
    {
        userId = question.UserId is { } user ? database.Id(user) : null,
        status = question.Status is { } status ? WireName.Of(status) : null,
        phase = question.Phase is { } phase ? WireName.Of(phase) : null,
        verdict = question.Verdict is { } verdict ? WireName.Of(verdict) : null,
        createdAfter = question.CreatedAfter is { } time ? database.Time(time) : null,
        afterTime = question.After is { } after ? database.Time(after.At) : null,
        afterId = question.After is { } place ? database.Id(place.ProjectId) : null,
        limit = question.Limit + 1, // one more shows whether there is another page
        most = ProjectListQuestion.MaxFound,
        words = WordsOf(_search),
        phrases = database.Texts(_search?.Phrases.Select(PhraseOf) ?? []),
    };

    private string OfProjects => $"""
        select {ListedProject.Columns}, projects.{Key} as sorted_by
          from projects
         where {Conditions("projects", "projects.id", [.. OnProjects])}
         order by projects.{Key} {Direction}, projects.id {Direction}
         limit @limit
        """;

    /// <summary>A project that was created just now is in the index not yet, and found without it for a minute.</summary>
    private string OfLists => $"""
        with listed as (
            select * from (
                select project_lists.project_id, project_lists.{Key} as sorted_by
                  from project_lists
                  join projects on projects.id = project_lists.project_id
                 where {Conditions("project_lists", "project_lists.project_id", [.. OnProjects, .. OnLists])}
                 order by project_lists.{Key} {Direction}, project_lists.project_id {Direction}
                 limit @limit) as known
            union all
            select * from (
                select projects.id, projects.{Key} as sorted_by
                  from projects
                 where projects.created_at > {database.Choose("now() - interval '1 minute'", "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 minute')")}
                   and not exists (select 1 from project_lists where project_lists.project_id = projects.id)
                   and {Conditions("projects", "projects.id", [.. OnProjects, .. OnMetadata])}
                 order by projects.{Key} {Direction}, projects.id {Direction}
                 limit @limit) as fresh)
        select {ListedProject.Columns}, listed.sorted_by
          from listed
          join projects on projects.id = listed.project_id
         order by listed.sorted_by {Direction}, projects.id {Direction}
         limit @limit
        """;

    /// <summary>The newest that have all words; of them those that have the phrases; of them a page.</summary>
    private string Search => $"""
        with found as materialized (
            select project_texts.project_id, project_texts.running, {database.Choose("project_texts.created_at", "project_texts.number")} as place
              from {database.Choose("project_texts", "project_words join project_texts on project_texts.number = project_words.rowid")}
              join projects on projects.id = project_texts.project_id
             where {database.Choose("project_texts.words @@ @words::tsquery", "project_words match @words")}
               and {string.Join(" and ", OnProjects.Concat(OnMetadata))}
             order by {database.Choose("project_texts.created_at desc, project_texts.project_id desc", "project_words.rowid desc")}
             limit @most + 1),
        page as (
            select {ListedProject.Columns}, projects.{Key} as sorted_by
              from (select project_id, running from found order by place desc, project_id desc limit @most) as looked
              join projects on projects.id = looked.project_id
             where {Conditions("projects", "projects.id", [HasPhrases])}
             order by projects.{Key} {Direction}, projects.id {Direction}
             limit @limit)
        select counted.found, page.*
          from (select count(*) as found from found) as counted
          left join page on true
         order by page.sorted_by {Direction}, page.id {Direction}
        """;

    private string HasPhrases => database.Choose(
        "not exists (select 1 from unnest(@phrases) as phrase where strpos(looked.running, phrase) = 0)",
        "not exists (select 1 from json_each(@phrases) where instr(looked.running, value) = 0)");

    private IEnumerable<string> OnProjects
    {
        get
        {
            yield return "projects.deleted_at is null";
            if (question.UserId is not null)
            {
                yield return "projects.user_id = @userId";
            }

            if (question.Status is not null)
            {
                yield return "projects.status = @status";
            }

            if (question.Phase is not null)
            {
                yield return "projects.current_phase = @phase";
            }

            if (question.CreatedAfter is not null)
            {
                yield return "projects.created_at > @createdAfter";
            }
        }
    }

    private IEnumerable<string> OnLists
    {
        get
        {
            if (question.UserId is not null)
            {
                yield return "project_lists.user_id = @userId";
            }

            if (question.Verdict is not null)
            {
                yield return "project_lists.verdict = @verdict";
            }
        }
    }

    private IEnumerable<string> OnMetadata => question.Verdict is null ? [] : [$"{VerdictOn(database)} = @verdict"];

    /// <param name="table">The table that the list is sorted by.</param>
    /// <param name="id">The id in it.</param>
    private string Conditions(string table, string id, IEnumerable<string> filters) => string.Join(
        " and ", question.After is null ? filters : filters.Append($"({table}.{Key}, {id}) {(_descending ? "<" : ">")} (@afterTime, @afterId)"));

    /// <summary>Each word in quotes of the index's own language: nothing in it is an operator.</summary>
    private string WordsOf(SearchQuery? search) => database switch
    {
        _ when search is null => "",
        PostgresDatabase => string.Join(" & ", search.Words.Select(word => $"'{word.Text}'{(word.IsBeginning ? ":*" : "")}")),
        _ => string.Join(
            " AND ",
            search.Words.Select(word => $"\"{SqliteWords.Of(word.Text)}\"{(word.IsBeginning ? "*" : "")}")
                .Concat(question.UserId is { } user ? [$"\"{SqliteWords.OfUser(user)}\""] : [])),
    };

    private string PhraseOf(SearchPhrase phrase)
    {
        var words = $" {string.Join(' ', phrase.Words)}{(phrase.EndsOpen ? "" : " ")}";
        return database is PostgresDatabase ? words : SqliteWords.Of(words);
    }
}
