using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Progress;

namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>
/// Every read of stored data, without activating a project. Stateless; the key decides through which silo a client's call
/// goes. The timeouts are short, so that a read can be asked again elsewhere in time.
/// </summary>
[Alias("aidev.project-reader")]
public interface IProjectReader : IGrainWithIntegerKey
{
    [ResponseTimeout("00:00:02")]
    Task<ProjectView?> FindProjectAsync(Guid projectId, CancellationToken cancellationToken);

    /// <returns><see langword="null"/> where there is no such project; else its documents in the order they were written.</returns>
    [ResponseTimeout("00:00:02")]
    Task<IReadOnlyList<DocumentView>?> FindDocumentsAsync(Guid projectId, CancellationToken cancellationToken);

    /// <returns>Whether the project exists, and the document where it is written.</returns>
    [ResponseTimeout("00:00:02")]
    Task<DocumentLookup> FindDocumentAsync(Guid projectId, DocumentType type, CancellationToken cancellationToken);

    /// <returns>What the project's plan is read from; <see langword="null"/> where there is no such project.</returns>
    [ResponseTimeout("00:00:02")]
    Task<PlanMaterial?> FindPlanAsync(Guid projectId, CancellationToken cancellationToken);

    /// <returns><see langword="null"/> where there is no such project.</returns>
    [ResponseTimeout("00:00:02")]
    Task<CostReport?> FindCostsAsync(Guid projectId, CancellationToken cancellationToken);

    /// <summary>Requests to models, the newest first.</summary>
    [ResponseTimeout("00:00:02")]
    Task<IReadOnlyList<AttemptView>> GetAttemptsAsync(AttemptQuery query, CancellationToken cancellationToken);

    /// <summary>Stored events with a number above <paramref name="after"/>, ascending and without a gap.</summary>
    /// <param name="limit">1 to 1000.</param>
    [ResponseTimeout("00:00:02")]
    Task<IReadOnlyList<ProgressEvent>> GetEventsAsync(Guid projectId, long after, int limit, CancellationToken cancellationToken);

    /// <summary>The highest stored event number of each of the projects; unknown projects are left out.</summary>
    [ResponseTimeout("00:00:02")]
    Task<IReadOnlyDictionary<Guid, long>> GetLastSeqsAsync(IReadOnlyList<Guid> projectIds, CancellationToken cancellationToken);

    /// <summary>A page of the projects that a question asks for.</summary>
    [ResponseTimeout("00:00:02")]
    Task<ProjectListPage> ListAsync(ProjectListQuestion question, CancellationToken cancellationToken);
}
