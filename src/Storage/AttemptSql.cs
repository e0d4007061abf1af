namespace AiDevFramework.Storage;

/// <summary>What both databases say in the same words about <c>llm_attempts</c>.</summary>
internal static class AttemptSql
{
    /// <summary>Ends an insert: an attempt that is there is closed, once. An unknown end, or an answer without cost and tokens, that the
    /// provider can tell more of is due at once to be asked about.</summary>
    public const string CloseOpen = """
            on conflict (id) do update
           set status            = excluded.status,
               cost_usd          = excluded.cost_usd,
               cost_source       = excluded.cost_source,
               prompt_tokens     = excluded.prompt_tokens,
               completion_tokens = excluded.completion_tokens,
               generation_id     = coalesce(excluded.generation_id, llm_attempts.generation_id),
               error_class       = excluded.error_class,
               error_detail      = excluded.error_detail,
               closed_at         = excluded.closed_at,
               check_at          = case
                                   when coalesce(excluded.generation_id, llm_attempts.generation_id) is not null
                                    and (excluded.status = 'UNKNOWN'
                                         or (excluded.status = 'ANSWERED' and excluded.cost_usd is null
                                             and excluded.prompt_tokens + excluded.completion_tokens = 0))
                                   then excluded.closed_at
                                   end
         where llm_attempts.status = 'OPEN'
        """;
}
