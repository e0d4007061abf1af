using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;

namespace AiDevFramework.Storage;

/// <summary>The tables' columns and what a row of them is. Queries list the columns in exactly these orders.</summary>
internal static class ProjectRows
{
    public const string ProjectColumns =
        "id, user_id, idea, status, current_phase, metadata, created_at, updated_at, completed_at, "
        + "version, owner, run, run_started_at, last_seq, takeovers";

    public const string PhaseRunColumns = "id, project_id, phase, status, input_data, output_data, started_at, completed_at";

    public const string CallColumns =
        "id, project_id, workflow_state_id, run, phase, step, call_number, verdict, "
        + "model, prompt_tokens, completion_tokens, total_tokens, cost_usd, cost_source, latency_ms, finish_reason, generation_id, "
        + "output, complaint, langfuse_trace_id, created_at";

    public const string AttemptColumns =
        "id, project_id, run, step, call_number, attempt, model, provider, reserved_cost_usd, status, cost_usd, cost_source, "
        + "prompt_tokens, completion_tokens, generation_id, error_class, opened_at, closed_at, error_detail, checks";

    public const string DocumentColumns = "id, project_id, document_type, content_md, metadata, created_at";

    public const string EventColumns = "project_id, seq, type, payload, created_at";

    public static ProjectSnapshot Project(RowReader row) => new(
        row.Id(),
        row.Id(),
        row.Text(),
        row.Name<WorkflowStatus>(),
        row.OptionalName<Phase>(),
        row.Json<ProjectMetadata>(),
        row.Time(),
        row.Time(),
        row.OptionalTime(),
        row.Long(),
        row.OptionalText(),
        row.Int(),
        row.OptionalTime(),
        row.Long(),
        row.Int());

    public static PhaseRun PhaseRun(RowReader row) => new(
        row.Id(),
        row.Id(),
        row.Name<Phase>(),
        row.Name<PhaseRunStatus>(),
        row.Text(),
        row.Text(),
        row.Time(),
        row.OptionalTime());

    public static CallRecord Call(RowReader row) => new(
        row.Id(),
        row.Id(),
        row.Id(),
        row.Int(),
        row.Name<Phase>(),
        row.Name<Step>(),
        row.Int(),
        row.Name<CallVerdict>(),
        ModelCall(row),
        row.OptionalText(),
        row.OptionalText(),
        row.OptionalText(),
        row.Time());

    public static AttemptRecord Attempt(RowReader row)
    {
        var attempt = new AttemptRecord(
            row.Id(),
            row.Id(),
            row.Int(),
            row.Name<Step>(),
            row.Int(),
            row.Int(),
            row.Text(),
            row.Text(),
            row.OptionalUsd(),
            row.Name<AttemptStatus>(),
            row.OptionalUsd(),
            row.Name<CostSource>(),
            row.OptionalInt(),
            row.OptionalInt(),
            row.OptionalText(),
            row.OptionalText(),
            row.Time(),
            row.OptionalTime())
        { ErrorDetail = row.OptionalText() };
        return row.Int() > 0 && attempt.Status is AttemptStatus.Failed or AttemptStatus.Cancelled ? attempt with { Settled = true } : attempt;
    }

    public static StoredDocument Document(RowReader row) => new(
        row.Id(),
        row.Id(),
        row.Name<DocumentType>(),
        row.Text(),
        row.Json<DocumentMetadata>(),
        row.Time());

    public static ProgressEvent Event(RowReader row) => new(row.Id(), row.Long(), row.Text(), row.Text(), row.Time());

    /// <returns>What <c>cost_usd</c>, which is never null, holds of a call: 0 beside the source UNKNOWN means no known price.</returns>
    public static decimal StoredCost(ModelCall call) => call.CostUsd ?? 0m;

    /// <returns>What <c>cost_source</c> holds of a call.</returns>
    public static CostSource StoredSource(ModelCall call) => call.CostUsd is null ? CostSource.Unknown : call.CostSource;

    private static ModelCall ModelCall(RowReader row)
    {
        var (model, prompt, completion, total) = (row.Text(), row.Int(), row.Int(), row.Int());
        var (cost, source) = (row.Decimal(), row.Name<CostSource>());
        return new ModelCall(
            model,
            prompt,
            completion,
            total,
            source is CostSource.Unknown ? null : Usd.Normalize(cost),
            source,
            row.Int(),
            row.OptionalText(),
            row.OptionalText());
    }
}
