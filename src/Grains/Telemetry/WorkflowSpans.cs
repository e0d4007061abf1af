using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Abstractions.Telemetry;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Telemetry;

/// <summary>
/// Records the spans of phases and runs when they have ended, from what was committed. The grain that committed the end records each
/// once, on whichever silo it began.
/// </summary>
internal static class WorkflowSpans
{
    public static void Record(ProjectSnapshot? before, Transition transition)
    {
        if (!Tracing.Source.HasListeners() || transition.Events.Count == 0)
        {
            return; // nothing begins or ends without an event
        }

        var after = transition.Next.Project;
        var started = before is not null && after.Run > before.Run;
        var ended = EventTypes.EndsRun(transition.Events[^1].Type);
        if (RunTrace.Of(after) is not { } trace)
        {
            return;
        }

        if (started)
        {
            RecordEvent(trace, trace.Root, Tracing.WorkflowStarted, after.RunStartedAt ?? after.UpdatedAt, failure: null);
        }

        var failure = FailureOf(transition);
        foreach (var phase in transition.PhaseRuns.Where(phase => phase.CompletedAt is not null))
        {
            RecordPhase(trace, transition, phase, failure);
        }

        foreach (var milestone in transition.Events.Where(IsMilestone))
        {
            RecordEvent(
                trace, milestone.Type == EventTypes.PhaseFailed && after.CurrentPhase is { } phase ? trace.PhaseOf(phase) : trace.Root,
                milestone.Type, milestone.CreatedAt, failure);
        }

        if (ended)
        {
            RecordRun(trace, transition, failure);
        }
    }

    private static bool IsMilestone(ProgressEvent milestone) => milestone.Type == EventTypes.PhaseFailed || EventTypes.EndsRun(milestone.Type);

    private static void RecordPhase(RunTrace trace, Transition transition, PhaseRun phase, Failure? failure)
    {
        var name = WireName.Of(phase.Phase);
        trace.Record($"phase {name}", name, trace.Root, phase.StartedAt, phase.CompletedAt ?? phase.StartedAt, span =>
        {
            span.SetTag(Tracing.Phase, name).SetTag(Tracing.Outcome, OutcomeOf(phase.Status));
            if (phase.Status is PhaseRunStatus.Failed)
            {
                failure?.Put(span);
            }

            new SpanContent(
                Input: phase.InputJson,
                Output: transition.Documents is [.., var document] ? document.ContentMd : phase.OutputJson,
                Message: failure?.Message).Attach(span);
        });
    }

    /// <summary>Records a span without a duration, for viewers that cannot show the events of a span, or only once it has ended.</summary>
    private static void RecordEvent(RunTrace trace, ActivityContext parent, string type, DateTimeOffset at, Failure? failure) =>
        trace.Record(type, type, parent, at, at, span =>
        {
            span.SetTag(Tracing.Milestone, type);
            if (type is EventTypes.PhaseFailed or EventTypes.WorkflowFailed)
            {
                failure?.Put(span);
            }
        });

    private static void RecordRun(RunTrace trace, Transition transition, Failure? failure)
    {
        var project = transition.Next.Project;
        var calls = transition.Next.Calls.Where(call => call.Run == project.Run).ToList();
        var unpriced = calls.Count(call => call.Call.CostUsd is null);
        var from = project.RunStartedAt ?? project.UpdatedAt;
        trace.Record(from, project.CompletedAt ?? project.UpdatedAt, span =>
        {
            span.SetTag(Tracing.Outcome, OutcomeOf(project.Status))
                .SetTag(Tracing.RunCalls, calls.Count)
                .SetTag(Tracing.RunInputTokens, calls.Sum(call => (long)call.Call.PromptTokens))
                .SetTag(Tracing.RunOutputTokens, calls.Sum(call => (long)call.Call.CompletionTokens))
                .SetTag(Tracing.RunUnpriced, unpriced)
                .SetTag(Tracing.RunCostUsd, unpriced > 0 ? null // absent where unknown
                    : Usd.Normalize(calls.Sum(call => call.Call.CostUsd ?? 0)).ToString(CultureInfo.InvariantCulture))
                .SetTag(Tracing.RunDocuments, transition.Next.Documents.Count)
                .SetTag(Tracing.RunSeconds, project.Metadata.TotalDurationSeconds ?? 0);
            span.AddEvent(new ActivityEvent(Tracing.WorkflowStarted, from));
            foreach (var milestone in transition.Events.Where(IsMilestone))
            {
                span.AddEvent(new ActivityEvent(milestone.Type, milestone.CreatedAt));
            }

            failure?.Put(span);
            new SpanContent(Input: project.Idea, Message: failure?.Message).Attach(span);
        });
    }

    private static string OutcomeOf<T>(T status)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    private static Failure? FailureOf(Transition transition)
    {
        var project = transition.Next.Project;
        return project is { Status: WorkflowStatus.Failed, Metadata.Error: { } error }
            ? new Failure(error, MayQuote: transition.Calls is [.., { Output: not null }])
            : null;
    }

    /// <param name="MayQuote">Whether the message may quote a model's answer. Then a fixed sentence takes its place.</param>
    private sealed record Failure(string Message, bool MayQuote)
    {
        public void Put(Activity span) => span
            .SetStatus(ActivityStatusCode.Error)
            .SetTag(Tracing.Message, MayQuote ? "The model's answer could not be used." : Message);
    }
}
