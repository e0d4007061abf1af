using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Storage.Rows;

/// <summary><c>llm_logs</c>.</summary>
internal static class CallTable
{
    public static readonly Table<CallRecord> Table = new("llm_logs", row => new CallRecord(
        row.Id("id", call => call.Id),
        row.Id("project_id", call => call.ProjectId),
        row.Id("workflow_state_id", call => call.PhaseRunId),
        row.Int("run", call => call.Run),
        row.Name("phase", call => call.Phase),
        row.Name("step", call => call.Step),
        row.Int("call_number", call => call.CallNumber),
        row.Name("verdict", call => call.Verdict),
        WithPriceIfKnown(new ModelCall(
            row.Text("model", call => call.Call.Model),
            row.Int("prompt_tokens", call => call.Call.PromptTokens),
            row.Int("completion_tokens", call => call.Call.CompletionTokens),
            row.Int("total_tokens", call => call.Call.TotalTokens),
            row.Usd("cost_usd", call => call.Call.CostUsd ?? 0m), // never null: 0 beside UNKNOWN means no known price
            row.Name("cost_source", call => call.Call.CostUsd is null ? CostSource.Unknown : call.Call.CostSource),
            row.Int("latency_ms", call => call.Call.LatencyMs),
            row.OptionalText("finish_reason", call => call.Call.FinishReason),
            row.OptionalText("generation_id", call => call.Call.GenerationId))),
        row.OptionalText("output", call => call.Output),
        row.OptionalText("complaint", call => call.Complaint),
        row.OptionalText("langfuse_trace_id", call => call.TraceId),
        row.Time("created_at", call => call.CreatedAt),
        row.OptionalJson("mend", call => call.Mend)));

    private static ModelCall WithPriceIfKnown(ModelCall stored) =>
        stored.CostSource is CostSource.Unknown ? stored with { CostUsd = null } : stored;
}
