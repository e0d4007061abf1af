using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Projects;

/// <summary>
/// The operator's story of a run, one line for each thing that happened: its start, every phase, a takeover, its end. Written from
/// what was committed, by the silo that had it committed. Ids, models, seconds and money; never a text of a user or a model.
/// </summary>
internal static partial class RunLog
{
    private const int MaxReasonLength = 300;

    /// <param name="before">The project before the transition; <see langword="null"/> where it is not known any more.</param>
    /// <param name="traceId">Of the run's trace; <see langword="null"/> where it is not traced.</param>
    public static void Write(ILogger logger, ProjectSnapshot? before, Transition committed, string? traceId)
    {
        if (!logger.IsEnabled(LogLevel.Warning))
        {
            return;
        }

        WriteBeginning(logger, before, committed.Next.Project, traceId);
        foreach (var phase in committed.PhaseRuns.Where(phase => phase.CompletedAt is not null))
        {
            WritePhase(logger, committed, phase);
        }

        if (committed.Events is [.., { Type: var type }] && EventTypes.EndsRun(type))
        {
            WriteEnd(logger, committed);
        }
    }

    private static void WriteBeginning(ILogger logger, ProjectSnapshot? before, ProjectSnapshot after, string? traceId)
    {
        if (before is null)
        {
            return;
        }

        if (after.Run > before.Run)
        {
            var kind = after.Run == 1 ? "started" : "retries";
            var phase = after.CurrentPhase is { } current ? WireName.Of(current) : "none";
            if (traceId is null)
            {
                LogStarted(logger, after.Id, after.Run, kind, phase);
            }
            else
            {
                LogStartedWithTrace(logger, after.Id, after.Run, kind, phase, traceId);
            }
        }
        else if (before.Owner == ProjectSnapshot.NoOwner && after.Owner is not (null or ProjectSnapshot.NoOwner))
        {
            LogResumed(logger, after.Id, after.Run, after.Owner);
        }
        else if (after.Takeovers > before.Takeovers)
        {
            LogTakenOver(logger, after.Id, after.Run, after.Owner ?? "none", before.Owner ?? "none", after.Takeovers);
        }
        else if (after.Owner == ProjectSnapshot.NoOwner && before.Owner != ProjectSnapshot.NoOwner)
        {
            LogHandedOver(logger, after.Id, after.Run, before.Owner ?? "none");
        }
    }

    private static void WritePhase(ILogger logger, Transition committed, PhaseRun phase)
    {
        var project = committed.Next.Project;
        var calls = committed.Next.Calls.Where(call => call.PhaseRunId == phase.Id).ToList();
        var models = string.Join(", ", calls.Select(call => call.Call.Model).Distinct());
        var model = models.Length == 0 ? "none" : LogText.Clean(models, MaxReasonLength);
        var name = WireName.Of(phase.Phase);
        var seconds = Math.Round(((phase.CompletedAt ?? phase.StartedAt) - phase.StartedAt).TotalSeconds, 1);
        switch (phase.Status)
        {
            case PhaseRunStatus.Completed:
                LogPhaseCompleted(logger, project.Id, project.Run, name, model, seconds, CostOf(calls));
                break;
            case PhaseRunStatus.Cancelled:
                LogPhaseCancelled(logger, project.Id, project.Run, name, model, seconds, CostOf(calls));
                break;
            default:
                LogPhaseFailed(logger, project.Id, project.Run, name, model, seconds, CostOf(calls), ReasonOf(committed));
                break;
        }
    }

    private static void WriteEnd(ILogger logger, Transition committed)
    {
        var project = committed.Next.Project;
        var cost = CostOf([.. committed.Next.Calls.Where(call => call.Run == project.Run)]);
        var seconds = project.Metadata.TotalDurationSeconds ?? 0;
        switch (project.Status)
        {
            case WorkflowStatus.Completed:
                LogCompleted(logger, project.Id, project.Run, seconds, cost, committed.Next.Documents.Count);
                break;
            case WorkflowStatus.Cancelled:
                LogCancelled(logger, project.Id, project.Run, seconds, cost, committed.Next.Documents.Count);
                break;
            default:
                LogFailed(logger, project.Id, project.Run, seconds, cost, project.Metadata.RetryAvailable ?? false, ReasonOf(committed));
                break;
        }
    }

    /// <returns>US dollars, or the word <c>unknown</c> where any of the calls has no known price.</returns>
    private static object CostOf(IReadOnlyCollection<CallRecord> calls) =>
        calls.Any(call => call.Call.CostUsd is null) ? "unknown" : Usd.Normalize(calls.Sum(call => call.Call.CostUsd ?? 0));

    /// <summary>The API's words. Those of the checker are cut where they begin to quote an answer, which may hold the idea.</summary>
    private static string ReasonOf(Transition committed)
    {
        var project = committed.Next.Project;
        var reason = project.Metadata.ErrorDetail is { } detail
            ? $"{project.Metadata.Error}: {detail}"
            : project.Metadata.Error ?? "unknown";
        return LogText.Clean(
            committed.Calls is [.., { Output: not null }] ? LogText.WithoutQuotes(reason) : reason, MaxReasonLength);
    }

    [LoggerMessage(LogLevel.Information, "Project {ProjectId}: run {Run} {Kind} with phase {Phase}")]
    private static partial void LogStarted(ILogger logger, Guid projectId, int run, string kind, string phase);

    [LoggerMessage(LogLevel.Information, "Project {ProjectId}: run {Run} {Kind} with phase {Phase}, trace {TraceId}")]
    private static partial void LogStartedWithTrace(ILogger logger, Guid projectId, int run, string kind, string phase, string traceId);

    [LoggerMessage(LogLevel.Information, "Project {ProjectId}: run {Run} goes on at silo {Silo}")]
    private static partial void LogResumed(ILogger logger, Guid projectId, int run, string silo);

    [LoggerMessage(LogLevel.Information, "Project {ProjectId}: run {Run} is handed over by silo {Silo}, which stops")]
    private static partial void LogHandedOver(ILogger logger, Guid projectId, int run, string silo);

    [LoggerMessage(LogLevel.Warning,
        "Project {ProjectId}: run {Run} was taken over by silo {Silo} from {LostSilo}, which was lost; takeovers without an answer in between: {Takeovers}")]
    private static partial void LogTakenOver(ILogger logger, Guid projectId, int run, string silo, string lostSilo, int takeovers);

    [LoggerMessage(LogLevel.Information,
        "Project {ProjectId}: run {Run} completed phase {Phase} with model {Model} in {Seconds} s, cost in USD: {CostUsd}")]
    private static partial void LogPhaseCompleted(
        ILogger logger, Guid projectId, int run, string phase, string model, double seconds, object costUsd);

    [LoggerMessage(LogLevel.Information,
        "Project {ProjectId}: run {Run} was cancelled in phase {Phase} with model {Model} after {Seconds} s, cost in USD: {CostUsd}")]
    private static partial void LogPhaseCancelled(
        ILogger logger, Guid projectId, int run, string phase, string model, double seconds, object costUsd);

    [LoggerMessage(LogLevel.Warning,
        "Project {ProjectId}: run {Run} failed in phase {Phase} with model {Model} after {Seconds} s, cost in USD: {CostUsd}; {Reason}")]
    private static partial void LogPhaseFailed(
        ILogger logger, Guid projectId, int run, string phase, string model, double seconds, object costUsd, string reason);

    [LoggerMessage(LogLevel.Information,
        "Project {ProjectId}: run {Run} completed in {Seconds} s, cost in USD: {CostUsd}, documents: {Documents}")]
    private static partial void LogCompleted(ILogger logger, Guid projectId, int run, int seconds, object costUsd, int documents);

    [LoggerMessage(LogLevel.Information,
        "Project {ProjectId}: run {Run} was cancelled after {Seconds} s, cost in USD: {CostUsd}, documents: {Documents}")]
    private static partial void LogCancelled(ILogger logger, Guid projectId, int run, int seconds, object costUsd, int documents);

    [LoggerMessage(LogLevel.Warning,
        "Project {ProjectId}: run {Run} failed after {Seconds} s, cost in USD: {CostUsd}, retry available: {RetryAvailable}; {Reason}")]
    private static partial void LogFailed(
        ILogger logger, Guid projectId, int run, int seconds, object costUsd, bool retryAvailable, string reason);
}
