using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>Payloads of a stream as OpenRouter sends them.</summary>
internal static class Chunks
{
    // Characters as they are, not escaped: what is split between reads must be a character's own bytes.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string Done = "[DONE]";
    public const string Stop =
        """{"id":"gen-1","object":"chat.completion.chunk","model":"openai/gpt-4o","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop","native_finish_reason":"stop"}]}""";

    public const string Usage =
        """{"id":"gen-1","object":"chat.completion.chunk","model":"openai/gpt-4o","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":15,"total_tokens":25,"prompt_tokens_details":{"cached_tokens":2,"cache_write_tokens":0},"completion_tokens_details":{"reasoning_tokens":5},"cost":0.0012,"is_byok":false,"cost_details":{"upstream_inference_cost":null,"upstream_inference_prompt_cost":0.0008}}}""";

    public static string Text(string text) => RawText(JsonSerializer.Serialize(text, Plain));

    /// <param name="json">A JSON string literal, sent as it is.</param>
    public static string RawText(string json) =>
        $$"""{"id":"gen-1","object":"chat.completion.chunk","created":1780000000,"model":"openai/gpt-4o","choices":[{"index":0,"delta":{"role":"assistant","content":{{json}}},"finish_reason":null}]}""";

    public static string Finish(string reason) =>
        $$$"""{"id":"gen-1","model":"openai/gpt-4o","choices":[{"index":0,"delta":{"content":""},"finish_reason":"{{{reason}}}"}]}""";

    public static string UsageOf(string usage, string model = "openai/gpt-4o") =>
        $$"""{"id":"gen-1","model":"{{model}}","choices":[],"usage":{{usage}}}""";

    public static string[] Answer(string text) => [Text(text), Stop, Usage, Done];
}
