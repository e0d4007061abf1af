using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Web.Runs;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Pages.Runs;

/// <summary>Loads what the screen of a run shows.</summary>
internal sealed class RunLoader(ProjectReads reads, IOptions<GatewayOptions> options)
{
    /// <summary>Events of the log that are shown; several runs of a project.</summary>
    private const int MostEvents = 1000;

    /// <param name="root">The path that a proxy takes off.</param>
    /// <returns><see langword="null"/> where there is no such project.</returns>
    public async Task<RunModel?> FindAsync(Caller caller, Guid projectId, string root, CancellationToken cancellationToken)
    {
        if (await reads.FindProjectAsync(caller, projectId, cancellationToken) is not { } project)
        {
            return null;
        }

        var reading = reads.GetEventsAsync(projectId, Math.Max(0, project.LastSeq - MostEvents), MostEvents, cancellationToken);
        var counting = reads.FindCostsAsync(caller, projectId, cancellationToken);
        var listing = reads.FindDocumentsAsync(caller, projectId, cancellationToken);
        await Task.WhenAll(reading, counting, listing);
        if (await counting is not { } costs || await listing is not { } documents)
        {
            return null; // it was deleted meanwhile
        }

        // What came after the project was read arrives over the feed, and then the screen is made anew.
        RunEvent[] events = [.. (await reading).Where(item => item.Seq <= project.LastSeq).Select(RunEvent.Of)];
        return new RunModel
        {
            Project = project,
            Phases = RunTimeline.Of(project, TypesOf(documents), costs, events),
            Costs = RunCosts.Of(costs, project.Metadata.MaxCostUsd),
            Log = events,
            StartedAt = RunTimeline.StartOf(events),
            Feed = $"{root}{options.Value.ApiPrefix}/feed",
            MayWrite = caller.Has(Scopes.PlansWrite),
        };
    }

    private static HashSet<DocumentType> TypesOf(IReadOnlyList<DocumentView> documents) => [.. documents.Select(document => document.Type)];
}
