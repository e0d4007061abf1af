using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

/// <summary>
/// The door to what is stored. A caller that may not see a project is answered as if there were none. What takes no caller asks for the
/// gateway itself, and shows nobody what it reads before the door of the feeds has let him in.
/// Reads outlive a silo. The key of a reader decides through which silo a call goes, so the reads are spread over several
/// keys; one that is not answered is asked again with another key, and its own rests for a while.
/// </summary>
internal sealed class ProjectReads(IGrainFactory grains, TimeProvider clock) : IProjectReader
{
    private const int Ways = 12;

    private const int Attempts = 2;

    private static readonly TimeSpan Patience = RequestTime.Work / Attempts;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>Per way the timestamp until which it is not used.</summary>
    private readonly long[] _restsUntil = new long[Ways];

    /// <summary>Per way its reader: a reference is found by reflection, and good for ever.</summary>
    private readonly IProjectReader?[] _readers = new IProjectReader?[Ways];

    private readonly OwnerTable _owners = new();

    public async Task<ProjectView?> FindProjectAsync(Caller caller, Guid projectId, CancellationToken cancellationToken) =>
        Shown(caller, await FindProjectAsync(projectId, cancellationToken));

    public async Task<IReadOnlyList<DocumentView>?> FindDocumentsAsync(Caller caller, Guid projectId, CancellationToken cancellationToken) =>
        await MaySeeAsync(caller, projectId, cancellationToken) ? await FindDocumentsAsync(projectId, cancellationToken) : null;

    public async Task<DocumentLookup> FindDocumentAsync(
        Caller caller, Guid projectId, DocumentType type, CancellationToken cancellationToken) =>
        await MaySeeAsync(caller, projectId, cancellationToken)
            ? await FindDocumentAsync(projectId, type, cancellationToken)
            : new DocumentLookup(ProjectExists: false, null);

    public async Task<PlanMaterial?> FindPlanAsync(Caller caller, Guid projectId, CancellationToken cancellationToken) =>
        await MaySeeAsync(caller, projectId, cancellationToken) ? await FindPlanAsync(projectId, cancellationToken) : null;

    public async Task<CostReport?> FindCostsAsync(Caller caller, Guid projectId, CancellationToken cancellationToken) =>
        await MaySeeAsync(caller, projectId, cancellationToken) ? await FindCostsAsync(projectId, cancellationToken) : null;

    /// <summary>Requests to models of one project.</summary>
    public async Task<IReadOnlyList<AttemptView>?> FindAttemptsAsync(Caller caller, Guid projectId, DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        await MaySeeAsync(caller, projectId, cancellationToken) ? await GetAttemptsAsync(new AttemptQuery(projectId, null, since, limit), cancellationToken) : null;

    /// <summary>Requests to models of all projects that the caller may see the costs of.</summary>
    public Task<IReadOnlyList<AttemptView>> GetAttemptsAsync(Caller caller, DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        GetAttemptsAsync(new AttemptQuery(null, caller.Has(Scopes.CostsAll) ? null : caller.UserId ?? Guid.Empty, since, limit), cancellationToken);

    /// <summary>Asks for the project where its owner is not known yet; for whoever sees all it asks nothing.</summary>
    public async ValueTask<bool> MaySeeAsync(Caller caller, Guid projectId, CancellationToken cancellationToken)
    {
        if (caller.SeesAll)
        {
            return true;
        }

        return _owners.Find(projectId) is { } owner
            ? caller.MaySee(owner)
            : await FindProjectAsync(caller, projectId, cancellationToken) is not null;
    }

    /// <returns>The project, or <see langword="null"/> where the caller may not see it.</returns>
    public ProjectView? Shown(Caller caller, ProjectView? project)
    {
        if (project is null || caller.SeesAll)
        {
            return project;
        }

        _owners.Keep(project.Id, project.UserId);
        return caller.MaySee(project.UserId) ? project : null;
    }

    public Task<ProjectView?> FindProjectAsync(Guid projectId, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.FindProjectAsync(projectId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<DocumentView>?> FindDocumentsAsync(Guid projectId, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.FindDocumentsAsync(projectId, cancellationToken), cancellationToken);

    public Task<DocumentLookup> FindDocumentAsync(Guid projectId, DocumentType type, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.FindDocumentAsync(projectId, type, cancellationToken), cancellationToken);

    public Task<PlanMaterial?> FindPlanAsync(Guid projectId, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.FindPlanAsync(projectId, cancellationToken), cancellationToken);

    public Task<CostReport?> FindCostsAsync(Guid projectId, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.FindCostsAsync(projectId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<AttemptView>> GetAttemptsAsync(AttemptQuery query, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.GetAttemptsAsync(query, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<ProgressEvent>> GetEventsAsync(
        Guid projectId, long after, int limit, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.GetEventsAsync(projectId, after, limit, cancellationToken), cancellationToken);

    public Task<IReadOnlyDictionary<Guid, long>> GetLastSeqsAsync(IReadOnlyList<Guid> projectIds, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.GetLastSeqsAsync(projectIds, cancellationToken), cancellationToken);

    public Task<ProjectListPage> ListAsync(ProjectListQuestion question, CancellationToken cancellationToken) =>
        AskAsync(reader => reader.ListAsync(question, cancellationToken), cancellationToken);

    private async Task<T> AskAsync<T>(Func<IProjectReader, Task<T>> question, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var way = Choose();
            try
            {
                return await question(_readers[way] ??= grains.GetGrain<IProjectReader>(way)).WaitAsync(Patience, clock, cancellationToken);
            }
            catch (Exception exception) when (attempt < Attempts && !cancellationToken.IsCancellationRequested
                && (FailureHandler.IsUnavailable(exception) || exception is OperationCanceledException)) // a silo that stops calls off
            {
                Volatile.Write(ref _restsUntil[way], clock.GetTimestamp() + (long)(Rest.TotalSeconds * clock.TimestampFrequency));
            }
        }
    }

    private int Choose()
    {
        var now = clock.GetTimestamp();
        var first = Random.Shared.Next(Ways);
        for (var step = 0; step < Ways; step++)
        {
            var way = (first + step) % Ways;
            if (Volatile.Read(ref _restsUntil[way]) <= now)
            {
                return way;
            }
        }

        return first; // all of them rest: any is as good
    }
}
