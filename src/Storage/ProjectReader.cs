using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Storage.Rows;
using Orleans.Concurrency;

namespace AiDevFramework.Storage;

/// <summary>Every read of a client. Each is one round trip; none activates a project, none sees a deleted one.</summary>
[StatelessWorker, Reentrant]
internal sealed class ProjectReader(Database database) : Grain, IProjectReader
{
    private const int MaxEvents = 1000;

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
        select cost_source, phase, model, prompt_tokens, completion_tokens, cost_usd, run, step, call_number
          from llm_logs
         where project_id = @id;
        select {AttemptTable.Table.ReadColumns}
          from llm_attempts
         where id between @low and @high and project_id = @id
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
                var unknown = attempts.FindAll(attempt => attempt.Status is AttemptStatus.Unknown);
                return new CostReport(
                    projectId,
                    RowsOf([.. calls.Select(call => call.With(attempts)), .. attempts.Where(attempt => attempt.Settled).Select(CallCost.Of)]),
                    attempts.Count,
                    unknown.Count,
                    unknown.TrueForAll(attempt => attempt.ReservedUsd is not null)
                        ? Usd.Normalize(unknown.Sum(attempt => attempt.ReservedUsd!.Value))
                        : null);
            },
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

    private static DocumentView View(StoredDocument document) =>
        new(document.Type, document.ContentMd, document.Metadata, document.CreatedAt);

    /// <summary>Summed here and not by the database, which in SQLite would add floating point numbers.</summary>
    private static IReadOnlyList<CostRow> RowsOf(IReadOnlyList<CallCost> calls) =>
    [
        .. calls.GroupBy(call => (call.Phase, call.Model)).Select(group => new CostRow(
            group.Key.Phase,
            group.Key.Model,
            group.Sum(call => (long)call.PromptTokens + call.CompletionTokens),
            Usd.Normalize(group.Sum(call => call.KnownUsd)),
            group.Count(call => call.IsCall),
            group.Count(call => !call.IsPriced),
            group.Sum(call => (long)call.PromptTokens),
            group.Sum(call => (long)call.CompletionTokens))).OrderBy(row => StepCatalogue.PlaceOf(row.Phase)).ThenBy(row => row.Model, StringComparer.Ordinal),
    ];

    private object ById(Guid projectId) => new { id = database.Id(projectId) };

    /// <param name="Id">Which call it is; <see langword="null"/> for an attempt that no call accounts for.</param>
    private sealed record CallCost(
        Phase Phase, string Model, int PromptTokens, int CompletionTokens, decimal KnownUsd, bool IsPriced, (int Run, Step Step, int Number)? Id)
    {
        public bool IsCall => Id is not null;

        public static CallCost Read(RowReader row)
        {
            var isPriced = row.Name<CostSource>("cost_source") is not CostSource.Unknown;
            return new CallCost(
                row.Name<Phase>("phase"),
                row.Text("model"),
                row.Int("prompt_tokens"),
                row.Int("completion_tokens"),
                isPriced ? row.Usd("cost_usd") : 0m,
                isPriced,
                (row.Int("run"), row.Name<Step>("step"), row.Int("call_number")));
        }

        public static CallCost Of(AttemptRecord attempt) => new(
            StepRules.PhaseOf(attempt.Step), attempt.Model, attempt.PromptTokens ?? 0, attempt.CompletionTokens ?? 0,
            attempt.CostUsd ?? 0m, attempt.CostUsd is not null, Id: null);

        /// <summary>Completes the cost of a call that had no price when it was stored, from its attempts: those that failed and reported
        /// their cost, and the answer, if the provider told its cost later.</summary>
        public CallCost With(IReadOnlyList<AttemptRecord> attempts)
        {
            if (IsPriced)
            {
                return this;
            }

            var own = attempts.Where(attempt => !attempt.Settled && (attempt.Run, attempt.Step, attempt.CallNumber) == Id).ToList();
            return this with
            {
                PromptTokens = Math.Max(PromptTokens, own.Sum(attempt => attempt.PromptTokens ?? 0)),
                CompletionTokens = Math.Max(CompletionTokens, own.Sum(attempt => attempt.CompletionTokens ?? 0)),
                KnownUsd = own.Sum(attempt => attempt.CostUsd ?? 0m),
                IsPriced = own.Exists(attempt => attempt.Status is AttemptStatus.Answered)
                    && own.TrueForAll(attempt => attempt.CostUsd is not null || attempt.Status is AttemptStatus.Unknown),
            };
        }
    }
}
