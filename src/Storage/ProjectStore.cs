using System.Collections.Immutable;
using AiDevFramework.Grains.State;
using AiDevFramework.Storage.Rows;

namespace AiDevFramework.Storage;

/// <summary>Reads projects as the rules need them; writes go through the group commit.</summary>
internal sealed class ProjectStore(Database database, TransitionWriter writer) : IProjectStore
{
    // The project comes first: what another writer commits in between makes the next commit from here stale, not wrong.
    private static readonly string _find = $"""
        select {ProjectTable.Table.ReadColumns}
          from projects
         where id = @id;
        select {PhaseRunTable.Table.ReadColumns}
          from workflow_states
         where project_id = @id and status = 'PROCESSING';
        select {CallTable.Table.ReadColumns}
          from llm_logs
         where project_id = @id
         order by run, created_at, step, call_number;
        select {DocumentTable.Table.ReadColumns}
          from documents
         where project_id = @id;
        select {AttemptTable.Table.ReadColumns}
          from llm_attempts
         where id between @low and @high and project_id = @id
         order by opened_at, run, call_number, attempt;
        """;

    private static readonly string _findKey = $"select {KeyTable.Table.ReadColumns} from idempotency_keys where id = @id";

    public Task<bool> TryCreateAsync(ProjectSnapshot created, CancellationToken cancellationToken, CommandRecords? records = null) =>
        writer.CreateAsync(created, records).WaitAsync(cancellationToken);

    public async Task<KeyRecord?> FindKeyAsync(Guid keyId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAllAsync(_findKey, new { id = database.Id(keyId) }, KeyTable.Table, cancellationToken).ConfigureAwait(false);
        return found is [var key] ? key : null;
    }

    public Task<CommitResult> CommitAsync(Transition transition, CancellationToken cancellationToken) =>
        writer.CommitAsync(transition).WaitAsync(cancellationToken);

    public Task<WorkflowState?> FindAsync(Guid projectId, CancellationToken cancellationToken)
    {
        var (low, high) = StableId.RangeOf(projectId);
        return database.ReadAsync(
            _find,
            new { id = database.Id(projectId), low = database.Id(low), high = database.Id(high) },
            async reader =>
            {
                var projects = await Database.AllAsync(reader, ProjectTable.Table, cancellationToken).ConfigureAwait(false);
                if (projects is not [var project])
                {
                    return null;
                }

                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                var phaseRuns = await Database.AllAsync(reader, PhaseRunTable.Table, cancellationToken).ConfigureAwait(false);
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                var calls = await Database.AllAsync(reader, CallTable.Table, cancellationToken).ConfigureAwait(false);
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                var documents = await Database.AllAsync(reader, DocumentTable.Table, cancellationToken).ConfigureAwait(false);
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                var attempts = await Database.AllAsync(reader, AttemptTable.Table, cancellationToken).ConfigureAwait(false);
                return new WorkflowState(
                    project, phaseRuns.SingleOrDefault(), [.. calls], documents.ToImmutableDictionary(document => document.Type))
                {
                    Attempts = [.. attempts],
                };
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<LostRun>> ClaimOrphansAsync(
        IReadOnlyCollection<string> aliveOwners, int limit, CancellationToken cancellationToken)
    {
        const string postgres = """
            update projects
               set claimed_at = now()
             where id in (
                   select id
                     from projects
                    where status = 'PROCESSING'
                      and owner <> all (@alive)
                      and (claimed_at is null or claimed_at < now() - interval '4 seconds')
                    order by updated_at
                    limit @limit
                      for update skip locked)
            returning id, owner
            """;
        const string sqlite = """
            select id, owner
              from projects
             where status = 'PROCESSING' and owner not in (select value from json_each(@alive))
             order by updated_at
             limit @limit
            """;

        return await database.ReadAllAsync(
            database.Choose(postgres, sqlite), new { alive = database.Texts(aliveOwners), limit }, row => new LostRun(row.Id("id"), row.Text("owner")), cancellationToken)
            .ConfigureAwait(false);
    }
}
