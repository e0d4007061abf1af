using AiDevFramework.Grains.State;
using AiDevFramework.Llm;

namespace AiDevFramework.Storage.Rows;

/// <summary><c>llm_attempts</c>.</summary>
internal static class AttemptTable
{
    public static readonly Table<AttemptRecord> Table = new("llm_attempts", row => WithSettlement(
        new AttemptRecord(
            row.Id("id", attempt => attempt.Id),
            row.Id("project_id", attempt => attempt.ProjectId),
            row.Int("run", attempt => attempt.Run),
            row.Name("step", attempt => attempt.Step),
            row.Int("call_number", attempt => attempt.CallNumber),
            row.Int("attempt", attempt => attempt.Number),
            row.Text("model", attempt => attempt.Model),
            row.Text("provider", attempt => attempt.Provider),
            row.Usd("reserved_cost_usd", attempt => attempt.ReservedUsd),
            row.Name("status", attempt => attempt.Status, changes: true),
            row.Usd("cost_usd", attempt => attempt.CostUsd, changes: true),
            row.Name("cost_source", attempt => attempt.CostSource, changes: true),
            row.OptionalInt("prompt_tokens", attempt => attempt.PromptTokens, changes: true),
            row.OptionalInt("completion_tokens", attempt => attempt.CompletionTokens, changes: true),
            row.OptionalText("generation_id", attempt => attempt.GenerationId), // kept where it is known already, see CloseOpen
            row.OptionalText("error_class", attempt => attempt.ErrorClass, changes: true),
            row.Time("opened_at", attempt => attempt.OpenedAt),
            row.OptionalTime("closed_at", attempt => attempt.ClosedAt, changes: true))
        {
            ErrorDetail = row.OptionalText("error_detail", attempt => attempt.ErrorDetail, changes: true),
        },
        row.ReadInt("checks")));

    /// <summary>The last clause of the insert, in both databases. It closes an attempt that is stored already, once. An unknown end, and an
    /// answer without cost and tokens, is due at once to be asked about, where the provider can tell more.</summary>
    public static readonly string CloseOpen = $"""
            on conflict (id) do update
           set {Table.Excluded},
               generation_id = coalesce(excluded.generation_id, llm_attempts.generation_id),
               check_at      = case
                               when coalesce(excluded.generation_id, llm_attempts.generation_id) is not null
                                and (excluded.status = 'UNKNOWN'
                                     or (excluded.status = 'ANSWERED' and excluded.cost_usd is null
                                         and excluded.prompt_tokens + excluded.completion_tokens = 0))
                               then excluded.closed_at
                               end
         where llm_attempts.status = 'OPEN'
        """;

    /// <param name="checks">How often the provider was asked what the attempt cost.</param>
    private static AttemptRecord WithSettlement(AttemptRecord attempt, int checks) =>
        checks > 0 && attempt.Status is AttemptStatus.Failed or AttemptStatus.Cancelled ? attempt with { Settled = true } : attempt;
}
