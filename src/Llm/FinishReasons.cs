using System.Collections.Frozen;

namespace AiDevFramework.Llm;

/// <summary>The words that servers have for how an answer ended: OpenAI, Anthropic, Gemini, Cohere, Mistral, Bedrock, llama.cpp, vLLM, TGI,
/// DeepSeek, Zhipu and what proxies make of them. Compared without case. Pure.</summary>
internal static class FinishReasons
{
    /// <summary>Gemini's enumerations spell their own name out.</summary>
    private const string Prefix = "finish_reason_";

    private const int LongestShown = 40;

    private static readonly FrozenDictionary<string, FinishKind> Known = Words(
        (FinishKind.Finished,
            "stop stopped stop_sequence stop_token stop_word stopsequence eos eos_token end_of_sequence end_of_text end_turn endturn end complete completed "
            + "normal finish finished done success"),
        (FinishKind.Cut,
            "length max_tokens maxtokens max_length max_output_tokens max_completion_tokens max_new_tokens model_length model_context_window_exceeded "
            + "context_length context_length_exceeded token_limit length_limit limit incomplete error_limit"),
        (FinishKind.Refused,
            "content_filter content_filtered contentfilter content_policy safety recitation blocklist prohibited_content spii image_safety language refusal "
            + "error_toxic guardrail guardrail_intervened guardrails sensitive moderation blocked"),
        (FinishKind.Tool, "tool_calls tool_call tool_use function_call malformed_function_call unexpected_tool_call"),
        (FinishKind.GivenUp,
            "error abort aborted cancel canceled cancelled user_cancel timeout network_error insufficient_system_resource pause_turn unavailable"))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static FinishKind KindOf(string? reason)
    {
        if (reason is null)
        {
            return FinishKind.Unknown;
        }

        var word = reason.Trim().Replace('-', '_').Replace(' ', '_');
        if (word.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            word = word[Prefix.Length..];
        }

        return Known.GetValueOrDefault(word, FinishKind.Unknown);
    }

    /// <returns>A sentence for users about an end that nothing proves; <see langword="null"/> where the reason is known.</returns>
    public static string? DoubtOf(string? reason) => (reason, KindOf(reason)) switch
    {
        (null, _) => "The server did not say why the answer ended.",
        (_, FinishKind.Unknown) => $"The server ended the answer with the finish reason '{Shown(reason!)}', which is not known.",
        _ => null,
    };

    /// <summary>A server's word on its way to a user: short, and nothing that could be more than a word.</summary>
    private static string Shown(string reason) => string.Concat(
        reason.Take(LongestShown).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or ' ' or ':' ? letter : '?'));

    private static Dictionary<string, FinishKind> Words(params (FinishKind Kind, string Words)[] kinds) => kinds
        .SelectMany(kind => kind.Words.Split(' ').Select(word => (word, kind.Kind)))
        .ToDictionary(pair => pair.word, pair => pair.Kind);
}
