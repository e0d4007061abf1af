using AiDevFramework.Grains.State;

namespace AiDevFramework.Storage.Rows;

/// <summary><c>workflow_states</c>.</summary>
internal static class PhaseRunTable
{
    public static readonly Table<PhaseRun> Table = new("workflow_states", row => new PhaseRun(
        row.Id("id", run => run.Id),
        row.Id("project_id", run => run.ProjectId),
        row.Name("phase", run => run.Phase),
        row.Name("status", run => run.Status, changes: true),
        row.JsonText("input_data", run => run.InputJson),
        row.JsonText("output_data", run => run.OutputJson, changes: true),
        row.Time("started_at", run => run.StartedAt),
        row.OptionalTime("completed_at", run => run.CompletedAt, changes: true)));
}
