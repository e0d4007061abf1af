using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Storage.Rows;
using Orleans.Concurrency;

namespace AiDevFramework.Storage;

/// <summary>Every read of a client. Each is one round trip; none activates a project, none sees a deleted one.</summary>
[StatelessWorker, Reentrant]
internal sealed class ProjectReader(Database database) : Grain, IProjectReader
{
    private const int MaxEvents = 1000;

    private const int MaxAttempts = 10_000;

    private static readonly string _findProject = $"select {ProjectTable.Table.ReadColumns} from projects where id = @id and deleted_at is null";

    private static readonly string _findDocuments = $"""
        select id from projects where id = @id and deleted_at is null;
        select {DocumentTable.Table.ReadColumns}
          from documents
         where project_id = @id
        """;

    private static readonly string _findPlan = $"""
        select {ProjectTable.Table.ReadColumns} from projects where id = @id and deleted_at is null;
        select {DocumentTable.Table.ReadColumns}
          from documents
         where project_id = @id
        """;

    private static readonly string _findDocument = $"""
        select id from projects where id = @id and deleted_at is null;
        select {DocumentTable.Table.ReadColumns}
          from documents
         where project_id = @id and document_type = @type
        """;

    private static readonly string _findCosts = $"""
        select id from projects where id = @id and deleted_at is null;
        select {CallCost.Columns}
          from llm_logs
         where project_id = @id;
        select {AttemptTable.Table.ReadColumns}
          from llm_attempts
         where id between @low and @high and project_id = @id
        """;

    /// <summary>What is asked of the attempts follows behind it.</summary>
    private const string GetAttempts = """
        select project_id, (select user_id from projects where projects.id = llm_attempts.project_id) as user_id,
               step, model, status, reserved_cost_usd, cost_usd, prompt_tokens, completion_tokens, opened_at
          from llm_attempts
         where opened_at >= @since
        """;

    private const string NewestAttempts = """

         order by opened_at desc, id
         limit @limit
        """;

    private static readonly string _getEvents = $"""
        select {EventTable.Table.ReadColumns}
          from progress_events
         where project_id = @id and seq > @after
           and exists (select 1 from projects where id = @id and deleted_at is null)
         order by seq
         limit @limit
        """;

    public async Task<ProjectView?> FindProjectAsync(Guid projectId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAllAsync(_findProject, ById(projectId), ProjectTable.Table, cancellationToken);
        return found is [var project] ? project.ToView() : null;
    }

    public Task<IReadOnlyList<DocumentView>?> FindDocumentsAsync(Guid projectId, CancellationToken cancellationToken)
    {
        return database.ReadAsync<IReadOnlyList<DocumentView>?>(
            _findDocuments,
            ById(projectId),
            async reader =>
            {
                if (!await reader.ReadAsync(cancellationToken))
                {
                    return null;
                }

                await reader.NextResultAsync(cancellationToken);
                var documents = await Database.AllAsync(reader, DocumentTable.Table, cancellationToken);
                return [.. documents.OrderBy(document => StepCatalogue.PlaceOf(document.Type)).Select(View)];
            },
            cancellationToken);
    }

    public Task<DocumentLookup> FindDocumentAsync(Guid projectId, DocumentType type, CancellationToken cancellationToken)
    {
        return database.ReadAsync(
            _findDocument,
            new { id = database.Id(projectId), type = WireName.Of(type) },
            async reader =>
            {
                if (!await reader.ReadAsync(cancellationToken))
                {
                    return new DocumentLookup(ProjectExists: false, null);
                }

                await reader.NextResultAsync(cancellationToken);
                var documents = await Database.AllAsync(reader, DocumentTable.Table, cancellationToken);
                return new DocumentLookup(ProjectExists: true, documents is [var document] ? View(document) : null);
            },
            cancellationToken);
    }

    public Task<PlanMaterial?> FindPlanAsync(Guid projectId, CancellationToken cancellationToken)
    {
        return database.ReadAsync(
            _findPlan,
            ById(projectId),
            async reader =>
            {
                var projects = await Database.AllAsync(reader, ProjectTable.Table, cancellationToken);
                if (projects is not [var project])
                {
                    return null;
                }

                await reader.NextResultAsync(cancellationToken);
                var documents = await Database.AllAsync(reader, DocumentTable.Table, cancellationToken);
                return new PlanMaterial(
                    project.Idea,
                    project.LedgerJson,
                    [.. documents.OrderBy(document => StepCatalogue.PlaceOf(document.Type)).Select(View)],
                    WasChecked: project.Metadata.Verdict is not null);
            },
            cancellationToken);
    }

    public Task<CostReport?> FindCostsAsync(Guid projectId, CancellationToken cancellationToken)
    {
        var (low, high) = StableId.RangeOf(projectId);
        return database.ReadAsync(
            _findCosts,
            new { id = database.Id(projectId), low = database.Id(low), high = database.Id(high) },
            async reader =>
            {
                if (!await reader.ReadAsync(cancellationToken))
                {
                    return null;
                }

                await reader.NextResultAsync(cancellationToken);
                var calls = await Database.AllAsync(reader, CallCost.Read, cancellationToken);
                await reader.NextResultAsync(cancellationToken);
                var attempts = await Database.AllAsync(reader, AttemptTable.Table, cancellationToken);
                return CallCost.Report(projectId, calls, attempts);
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<AttemptView>> GetAttemptsAsync(AttemptQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxAttempts);
        var ofProject = query.ProjectId is null ? "" : " and id between @low and @high and project_id = @project";
        var ofUser = query.UserId is null ? "" : " and user_id = @user";
        var (low, high) = StableId.RangeOf(query.ProjectId ?? Guid.Empty);
        return await database.ReadAllAsync(
            $"{GetAttempts}{ofProject} and project_id in (select id from projects where deleted_at is null{ofUser}){NewestAttempts}",
            new
            {
                since = database.Time(query.Since),
                project = database.Id(query.ProjectId ?? Guid.Empty),
                low = database.Id(low),
                high = database.Id(high),
                user = database.Id(query.UserId ?? Guid.Empty),
                limit = query.Limit,
            },
            ViewOfAttempt,
            cancellationToken);
    }

    public async Task<IReadOnlyList<ProgressEvent>> GetEventsAsync(
        Guid projectId, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxEvents);
        return await database.ReadAllAsync(
            _getEvents, new { id = database.Id(projectId), after, limit }, EventTable.Table, cancellationToken);
    }

    public Task<IReadOnlyDictionary<Guid, long>> GetLastSeqsAsync(
        IReadOnlyList<Guid> projectIds, CancellationToken cancellationToken)
    {
        const string postgres = "select id, last_seq from projects where id = any (@ids) and deleted_at is null";
        const string sqlite = "select id, last_seq from projects where id in (select value from json_each(@ids)) and deleted_at is null";

        return database.ReadAsync<IReadOnlyDictionary<Guid, long>>(
            database.Choose(postgres, sqlite),
            new { ids = database.Ids(projectIds) },
            async reader => (await Database.AllAsync(reader, row => (Id: row.Id("id"), LastSeq: row.Long("last_seq")), cancellationToken))
                .ToDictionary(row => row.Id, row => row.LastSeq),
            cancellationToken);
    }

    public Task<ProjectListPage> ListAsync(ProjectListQuestion question, CancellationToken cancellationToken) =>
        new ProjectLists(database).ListAsync(question, cancellationToken);

    private static AttemptView ViewOfAttempt(RowReader row) => new(
        row.Id("project_id"),
        row.Id("user_id"),
        StepRules.PhaseOf(row.Name<Step>("step")),
        row.Text("model"),
        row.Text("status"),
        row.OptionalUsd("reserved_cost_usd"),
        row.OptionalUsd("cost_usd"),
        row.OptionalInt("prompt_tokens") ?? 0,
        row.OptionalInt("completion_tokens") ?? 0,
        row.Time("opened_at"));

    private static DocumentView View(StoredDocument document) =>
        new(document.Type, document.ContentMd, document.Metadata, document.CreatedAt);

    private object ById(Guid projectId) => new { id = database.Id(projectId) };
}
