using System.Text.Json;

namespace AiDevFramework.Llm;

/// <summary>What a provider says of the tokens and the cost of an answer, under whichever names. Members that are absent or no numbers are
/// <see langword="null"/>.</summary>
/// <param name="CachedTokens">Part of <paramref name="PromptTokens"/>.</param>
/// <param name="ReasoningTokens">Part of <paramref name="CompletionTokens"/>.</param>
/// <param name="Cost">US dollars; with <paramref name="Byok"/> the gateway's fee alone.</param>
/// <param name="UpstreamCost">US dollars that the customer's own provider key was charged, with <paramref name="Byok"/>.</param>
internal sealed record ChatUsage(
    long? PromptTokens,
    long? CompletionTokens,
    long? TotalTokens,
    long? CachedTokens,
    long? ReasoningTokens,
    decimal? Cost,
    decimal? UpstreamCost,
    bool Byok)
{
    private static readonly ChatUsage Nothing = new(null, null, null, null, null, null, null, false);

    /// <summary>What the call cost in US dollars, all payers together; <see langword="null"/> where a part is missing or absurd.</summary>
    public decimal? CostUsd => Byok
        ? Money.Plausible(Money.Plausible(Cost) + Money.Plausible(UpstreamCost))
        : Money.Plausible(Cost);

    /// <summary>Whether the reader stands on the name of a member that carries usage: OpenAI's, Groq's, Gemini's, llama.cpp's or Ollama's.</summary>
    public static bool IsAt(ref readonly Utf8JsonReader reader) => reader.ValueSpan.Length switch
    {
        5 => JsonText.IsNamed(in reader, "usage"u8),
        6 => JsonText.IsNamed(in reader, "x_groq"u8),
        7 => JsonText.IsNamed(in reader, "timings"u8),
        10 => JsonText.IsNamed(in reader, "eval_count"u8),
        13 => JsonText.IsNamed(in reader, "usageMetadata"u8),
        14 => JsonText.IsNamed(in reader, "usage_metadata"u8),
        17 => JsonText.IsNamed(in reader, "prompt_eval_count"u8),
        _ => reader.ValueIsEscaped && reader.ValueTextEquals("usage"u8),
    };

    /// <param name="reader">Stands on the member's name; afterwards on the end of its value.</param>
    /// <param name="earlier">What was said before.</param>
    /// <returns>All that is known now: a member that says nothing takes nothing away.</returns>
    /// <exception cref="JsonException">The value is malformed.</exception>
    public static ChatUsage? ReadMember(ref Utf8JsonReader reader, ChatUsage? earlier)
    {
        var isTimings = reader.ValueTextEquals("timings"u8);
        var fields = default(UsageFields);
        fields.ReadMember(ref reader);
        var usage = fields.ToUsage();
        if (usage == Nothing)
        {
            return earlier;
        }

        // Timings count what was computed, without what a cache had: the better word wins, whichever comes first.
        return (earlier, isTimings) switch
        {
            (null, _) => usage,
            (_, true) => earlier.After(usage),
            _ => usage.After(earlier),
        };
    }

    /// <returns>This usage, with what the earlier one knows better: a server that ends with zeros has not taken its tokens back.</returns>
    private ChatUsage After(ChatUsage earlier) => this with
    {
        PromptTokens = Later(PromptTokens, earlier.PromptTokens),
        CompletionTokens = Later(CompletionTokens, earlier.CompletionTokens),
        TotalTokens = Later(TotalTokens, earlier.TotalTokens),
        CachedTokens = Later(CachedTokens, earlier.CachedTokens),
        ReasoningTokens = Later(ReasoningTokens, earlier.ReasoningTokens),
        Cost = Cost is null or 0m ? earlier.Cost ?? Cost : Cost,
        UpstreamCost = UpstreamCost is null or 0m ? earlier.UpstreamCost ?? UpstreamCost : UpstreamCost,
        Byok = Byok || earlier.Byok,
    };

    private static long? Later(long? later, long? earlier) => later is null or 0 ? earlier ?? later : later;
}
