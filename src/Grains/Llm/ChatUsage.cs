using System.Text.Json;

namespace AiDevFramework.Grains.Llm;

/// <summary>The <c>usage</c> object as the provider sent it. Members that are absent or no numbers are <see langword="null"/>.</summary>
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
    /// <summary>What the call cost in US dollars, all payers together; <see langword="null"/> where a part is missing or absurd.</summary>
    public decimal? CostUsd => Byok
        ? Money.Plausible(Money.Plausible(Cost) + Money.Plausible(UpstreamCost))
        : Money.Plausible(Cost);

    /// <param name="reader">Stands on the object's start; afterwards on its end.</param>
    /// <exception cref="JsonException">The object is malformed.</exception>
    public static ChatUsage Read(ref Utf8JsonReader reader)
    {
        var fields = default(Fields);
        fields.Read(ref reader);
        return new ChatUsage(
            fields.Prompt, fields.Completion, fields.Total, fields.Cached, fields.Reasoning, fields.Cost, fields.Upstream, fields.Byok);
    }

    private struct Fields
    {
        public long? Prompt;
        public long? Completion;
        public long? Total;
        public long? Cached;
        public long? Reasoning;
        public decimal? Cost;
        public decimal? Upstream;
        public bool Byok;

        /// <summary>Reads the object and its details objects alike: no two of their member names are the same.</summary>
        public void Read(ref Utf8JsonReader reader)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("prompt_tokens"u8))
                {
                    Prompt = JsonNumber.ReadCount(ref reader);
                }
                else if (reader.ValueTextEquals("completion_tokens"u8))
                {
                    Completion = JsonNumber.ReadCount(ref reader);
                }
                else if (reader.ValueTextEquals("total_tokens"u8))
                {
                    Total = JsonNumber.ReadCount(ref reader);
                }
                else if (reader.ValueTextEquals("cached_tokens"u8))
                {
                    Cached = JsonNumber.ReadCount(ref reader);
                }
                else if (reader.ValueTextEquals("reasoning_tokens"u8))
                {
                    Reasoning = JsonNumber.ReadCount(ref reader);
                }
                else if (reader.ValueTextEquals("cost"u8))
                {
                    Cost = JsonNumber.ReadDecimal(ref reader);
                }
                else if (reader.ValueTextEquals("upstream_inference_cost"u8))
                {
                    Upstream = JsonNumber.ReadDecimal(ref reader);
                }
                else if (reader.ValueTextEquals("is_byok"u8))
                {
                    reader.Read();
                    Byok = reader.TokenType == JsonTokenType.True;
                    reader.Skip();
                }
                else
                {
                    reader.Read();
                    if (reader.TokenType == JsonTokenType.StartObject)
                    {
                        Read(ref reader);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }
            }
        }
    }
}
