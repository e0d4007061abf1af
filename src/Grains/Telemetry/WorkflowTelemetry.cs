using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Telemetry;

/// <summary>Counts what a committed transition did. Called once for each, by the grain that had it committed.</summary>
internal static class WorkflowTelemetry
{
    public static void Record(ProjectSnapshot? before, Transition transition)
    {
        if (!WorkflowInstruments.WorkflowsEnded.Enabled && !WorkflowInstruments.PhaseDuration.Enabled)
        {
            return;
        }

        var after = transition.Next.Project;
        if (before is not null && after.Run > before.Run)
        {
            WorkflowInstruments.WorkflowsStarted.Add(1, Tag("kind", after.Run == 1 ? "start" : "retry"));
        }
        else if (before is { Owner: ProjectSnapshot.NoOwner } && after.Owner is not (null or ProjectSnapshot.NoOwner))
        {
            WorkflowInstruments.Takeovers.Add(1, Tag("reason", "handed_over"));
        }
        else if (before is not null && after.Takeovers > before.Takeovers)
        {
            WorkflowInstruments.Takeovers.Add(1, Tag("reason", "lost"));
        }

        foreach (var phase in transition.PhaseRuns)
        {
            if (phase.CompletedAt is { } ended)
            {
                WorkflowInstruments.PhaseDuration.Record(
                    (ended - phase.StartedAt).TotalSeconds, Tag("phase", WireName.Of(phase.Phase)), Tag("outcome", OutcomeOf(phase.Status)));
            }
        }

        if (transition.Events is [.., { Type: var type }] && EventTypes.EndsRun(type))
        {
            WorkflowInstruments.WorkflowsEnded.Add(1, Tag("outcome", type switch
            {
                EventTypes.WorkflowCompleted => "completed",
                EventTypes.WorkflowCancelled => "cancelled",
                _ => "failed",
            }));
        }
    }

    private static string OutcomeOf(PhaseRunStatus status) => status switch
    {
        PhaseRunStatus.Completed => "completed",
        PhaseRunStatus.Cancelled => "cancelled",
        _ => "failed",
    };

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
