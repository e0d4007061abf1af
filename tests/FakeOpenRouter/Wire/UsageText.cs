using System.Globalization;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>The <c>usage</c> object as a behaviour wants it.</summary>
internal static class UsageText
{
    /// <summary>OpenRouter's fee on calls with an own provider key.</summary>
    public const decimal ByokFee = 0.05m;

    /// <returns>JSON, or <see langword="null"/> where usage is left out.</returns>
    public static string? Of(UsageKind kind, int promptTokens, int completionTokens, Price? price)
    {
        var (prompt, completion) = (price?.PromptCost(promptTokens), price?.CompletionCost(completionTokens));
        var cost = prompt + completion;
        return kind switch
        {
            UsageKind.None => null,
            UsageKind.Reported => Object(promptTokens, completionTokens, (long)promptTokens + completionTokens, Number(cost), false, null, prompt, completion),
            UsageKind.CostNull => Object(promptTokens, completionTokens, (long)promptTokens + completionTokens, "null", false, null, null, null),
            UsageKind.Byok => Object(promptTokens, completionTokens, (long)promptTokens + completionTokens, Number(cost * ByokFee), true, cost, prompt, completion),
            UsageKind.Negative => Object(-promptTokens, -completionTokens, -(long)promptTokens - completionTokens, Number(-cost), false, null, null, null),
            UsageKind.Absurd => Object(2_000_000_000, 2_000_000_000, 4_000_000_000, "1e15", false, null, null, null),
            UsageKind.Mismatched => Object(promptTokens, completionTokens, promptTokens + completionTokens + 12_345L, Number(cost), false, null, prompt, completion),
            UsageKind.Detailed => Object(
                promptTokens, completionTokens, (long)promptTokens + completionTokens, Number(cost), false, null, prompt, completion, promptTokens / 2, completionTokens / 5),
            UsageKind.Strings => $$"""{"prompt_tokens":"{{promptTokens}}","completion_tokens":"{{completionTokens}}","total_tokens":"{{promptTokens + completionTokens}}","cost":"{{Number(cost)}}"}""",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such usage."),
        };
    }

    /// <summary>A JSON number in plain notation, or <c>null</c>.</summary>
    public static string Number(decimal? value) => value?.ToString("0.###############", CultureInfo.InvariantCulture) ?? "null";

    private static string Object(
        long prompt, long completion, long total, string cost, bool byok, decimal? upstream, decimal? upstreamPrompt, decimal? upstreamCompletion,
        int cached = 0, int reasoning = 0) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"prompt_tokens":{{{prompt}}},"completion_tokens":{{{completion}}},"total_tokens":{{{total}}},"prompt_tokens_details":{"cached_tokens":{{{cached}}},"cache_write_tokens":0},"completion_tokens_details":{"reasoning_tokens":{{{reasoning}}}},"cost":{{{cost}}},"is_byok":{{{(byok ? "true" : "false")}}},"cost_details":{"upstream_inference_cost":{{{Number(upstream)}}},"upstream_inference_prompt_cost":{{{Number(upstreamPrompt)}}},"upstream_inference_completions_cost":{{{Number(upstreamCompletion)}}}}}
            """);
}
