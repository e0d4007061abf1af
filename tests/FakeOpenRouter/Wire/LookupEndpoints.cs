using System.Globalization;
using System.Text.Json;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>GET /models, /generation and /key. Rules for their steps can delay, reset or replace an answer.</summary>
internal sealed class LookupEndpoints(FakeOptions options, FakeScript script, CallLog log, CancellationToken stopping)
{
    private static readonly string s_models = $$"""{"data":[{{string.Join(',', Models())}}]}""";

    public async Task HandleAsync(HttpContext context, string step)
    {
        log.Lookup(context.Request.Path + context.Request.QueryString.ToString());
        if (script.Next(step, []) is { } behaviour && await AppliedAsync(context, behaviour))
        {
            return;
        }

        await (step switch
        {
            Steps.Models => Respond.JsonAsync(context, 200, s_models),
            Steps.Generation => GenerationAsync(context),
            Steps.Key => Respond.JsonAsync(context, 200, Key()),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such lookup."),
        });
    }

    /// <returns>Whether the behaviour was all of the answer.</returns>
    private async Task<bool> AppliedAsync(HttpContext context, Behaviour behaviour)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        if (behaviour.LatencyMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(behaviour.LatencyMs), options.Time, ended.Token);
        }

        if (behaviour.Ending == Ending.Reset)
        {
            context.Abort();
            return true;
        }

        if (behaviour.Hold != HoldPoint.None || behaviour.Ending == Ending.Stall)
        {
            await script.HoldAsync(new LoggedCall { Step = Steps.Other, Behaviour = behaviour.Name }, ended.Token);
        }

        if (behaviour.Status == 200 && behaviour.Body is null)
        {
            return false;
        }

        foreach (var (name, value) in behaviour.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await Respond.JsonAsync(context, behaviour.Status, behaviour.Body ?? "");
        return true;
    }

    private Task GenerationAsync(HttpContext context)
    {
        var id = context.Request.Query["id"].ToString();
        if (log.FindGeneration(id) is not { Outcome: not CallOutcome.InProgress } call)
        {
            return Respond.ErrorAsync(context, 404, $"Generation {id} not found");
        }

        var cost = UsageText.Number(call.BilledUsd);
        var took = (long)(call.FinishedAt!.Value - call.StartedAt).TotalMilliseconds;
        return Respond.JsonAsync(context, 200, string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"data":{"id":"{{{call.GenerationId}}}","model":{{{JsonText.Quote(call.AnsweredBy)}}},"provider_name":"Fake","created_at":"{{{call.StartedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}}}","total_cost":{{{cost}}},"usage":{{{cost}}},"is_byok":false,"upstream_inference_cost":null,"cache_discount":null,"finish_reason":{{{JsonText.Quote(call.FinishReason)}}},"native_finish_reason":{{{JsonText.Quote(call.FinishReason)}}},"tokens_prompt":{{{call.PromptTokens}}},"tokens_completion":{{{call.CompletionTokens}}},"native_tokens_prompt":{{{call.PromptTokens}}},"native_tokens_completion":{{{call.CompletionTokens}}},"native_tokens_cached":0,"native_tokens_reasoning":0,"latency":{{{took}}},"generation_time":{{{took}}},"streamed":{{{(call.Streamed ? "true" : "false")}}},"cancelled":{{{(call.Outcome == CallOutcome.ClientGone ? "true" : "false")}}},"session_id":null}}
            """));
    }

    private string Key()
    {
        var used = UsageText.Number(log.BilledUsd);
        return $$$"""
            {"data":{"label":"sk-or-v1-fake","limit":null,"limit_remaining":null,"limit_reset":null,"usage":{{{used}}},"usage_daily":{{{used}}},"usage_weekly":{{{used}}},"usage_monthly":{{{used}}},"byok_usage":0,"is_free_tier":false}}
            """;
    }

    private static IEnumerable<string> Models()
    {
        foreach (var (id, price) in Price.Known)
        {
            yield return Model(id, UsageText.Number(price.Prompt / 1_000_000m), UsageText.Number(price.Completion / 1_000_000m));
        }

        yield return Model("openrouter/auto", "-1", "-1");
    }

    private static string Model(string id, string prompt, string completion)
    {
        var name = JsonSerializer.Serialize(id);
        return $$"""
            {"id":{{name}},"canonical_slug":{{name}},"name":{{name}},"created":1700000000,"context_length":128000,"architecture":{"modality":"text->text","input_modalities":["text"],"output_modalities":["text"],"tokenizer":"GPT","instruct_type":null},"pricing":{"prompt":"{{prompt}}","completion":"{{completion}}","request":"0","image":"0","input_cache_read":"0","internal_reasoning":"0"},"top_provider":{"context_length":128000,"max_completion_tokens":16384,"is_moderated":true},"per_request_limits":null,"supported_parameters":["max_tokens","temperature","response_format","structured_outputs"],"expiration_date":null}
            """;
    }
}
