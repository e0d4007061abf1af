using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Web.Runs;

/// <summary>Tells from a project's events and costs what became of each phase. Pure.</summary>
public static class RunTimeline
{
    /// <param name="documents">Types of the documents that are stored.</param>
    /// <param name="events">Oldest first.</param>
    public static IReadOnlyList<RunPhase> Of(
        ProjectView project, IReadOnlyCollection<DocumentType> documents, CostReport costs, IReadOnlyList<RunEvent> events) =>
        [.. PhaseOutline.All.Select(outline => Of(outline, project, documents, costs, [.. events.Where(item => item.Phase == outline.Phase)]))];

    /// <returns>When the present or last run began; <see langword="null"/> where that is not among the events.</returns>
    public static DateTimeOffset? StartOf(IReadOnlyList<RunEvent> events)
    {
        DateTimeOffset? start = null;
        var isOver = true;
        foreach (var item in events)
        {
            (start, isOver) = (isOver ? item.At : start, EventTypes.EndsRun(item.Type));
        }

        return start;
    }

    private static RunPhase Of(
        PhaseOutline outline, ProjectView project, IReadOnlyCollection<DocumentType> documents, CostReport costs, IReadOnlyList<RunEvent> events)
    {
        var started = events.LastOrDefault(item => item.Type == EventTypes.PhaseStarted);
        var completed = events.LastOrDefault(item => item.Type == EventTypes.PhaseCompleted);
        return new RunPhase
        {
            Phase = outline.Phase,
            State = StateOf(outline.Phase, project, events),
            Steps = outline.Steps,
            Attempts = events.Count(item => item.Type == EventTypes.PhaseStarted),
            StartedAt = started?.At,
            DurationSeconds = completed?.DurationSeconds,
            CostUsd = completed?.CostUsd,
            Findings = completed?.Findings,
            Error = events.LastOrDefault(item => item.Type == EventTypes.PhaseFailed)?.Error,
            Document = outline.Document is { } document && documents.Contains(document) ? document : null,
            Models =
            [
                .. costs.Rows.Where(row => row.Phase == outline.Phase).Select(row =>
                    new RunModelUse(row.Model, row.Calls, row.Tokens, row.UnpricedCalls == 0 ? row.KnownCostUsd : null)),
            ],
        };
    }

    private static RunPhaseState StateOf(Phase phase, ProjectView project, IReadOnlyList<RunEvent> events)
    {
        var last = events.LastOrDefault(item => item.Type is not EventTypes.WorkflowCancelled)?.Type;
        return last switch
        {
            EventTypes.PhaseCompleted => RunPhaseState.Done,
            _ when phase == Phase.EventStorming && project.Metadata.UseEventStorming is false => RunPhaseState.LeftOut,
            _ when phase != project.CurrentPhase => RunPhaseState.ToCome,
            _ => StateOfCurrent(project.Status),
        };
    }

    private static RunPhaseState StateOfCurrent(WorkflowStatus status) => status switch
    {
        WorkflowStatus.Processing => RunPhaseState.Running,
        WorkflowStatus.Failed => RunPhaseState.Failed,
        WorkflowStatus.Cancelled => RunPhaseState.Stopped,
        WorkflowStatus.Completed => RunPhaseState.Done,
        _ => RunPhaseState.ToCome,
    };
}
