using System.Text.Json;

namespace AiDevFramework.Llm;

/// <summary>Gathers the members of a usage and of the objects inside it, by name: no two of them mean different things.</summary>
internal struct UsageFields
{
    private long? _prompt;
    private long? _completion;
    private long? _total;
    private long? _cached;
    private long? _reasoning;
    private long? _uncached; // prompt tokens of a server that counts cached ones apart
    private long? _beside; // cached tokens of such a server
    private long? _written;
    private long? _spoken; // completion tokens of a server that counts reasoning apart
    private decimal? _cost;
    private decimal? _otherCost; // under another name
    private decimal? _upstream;
    private bool _byok;

    public readonly ChatUsage ToUsage() => new(
        _prompt ?? (_uncached is { } uncached ? uncached + Counted(_beside) + Counted(_written) : null),
        Completion(),
        _total,
        _cached ?? _beside,
        _reasoning,
        _cost ?? _otherCost,
        _upstream,
        _byok);

    /// <param name="reader">Stands on a member's name; afterwards on the end of its value.</param>
    public void ReadMember(ref Utf8JsonReader reader)
    {
        if (IsNamed(in reader, "prompt_tokens"u8, "promptTokenCount"u8, "prompt_token_count"u8, "prompt_eval_count"u8, "promptTokens"u8))
        {
            _prompt = LenientJson.ReadCount(ref reader);
        }
        else if (IsNamed(in reader, "completion_tokens"u8, "output_tokens"u8, "eval_count"u8, "predicted_n"u8, "completionTokens"u8)
            || IsNamed(in reader, "outputTokens"u8, "outputTokenCount"u8, "generated_tokens"u8, default, default))
        {
            _completion = LenientJson.ReadCount(ref reader);
        }
        else if (IsNamed(in reader, "total_tokens"u8, "totalTokenCount"u8, "total_token_count"u8, "totalTokens"u8, default))
        {
            _total = LenientJson.ReadCount(ref reader);
        }
        else if (IsNamed(in reader, "cached_tokens"u8, "cachedContentTokenCount"u8, "cached_content_token_count"u8, "prompt_cache_hit_tokens"u8, default))
        {
            _cached = LenientJson.ReadCount(ref reader);
        }
        else if (IsNamed(in reader, "cache_read_input_tokens"u8, "cache_n"u8, default, default, default))
        {
            _beside = LenientJson.ReadCount(ref reader);
        }
        else if (IsNamed(in reader, "cache_creation_input_tokens"u8, default, default, default, default))
        {
            _written = LenientJson.ReadCount(ref reader);
        }
        else if (IsNamed(in reader, "input_tokens"u8, "prompt_n"u8, "inputTokens"u8, "inputTokenCount"u8, default))
        {
            _uncached = LenientJson.ReadCount(ref reader);
        }
        else if (IsNamed(in reader, "candidatesTokenCount"u8, "candidates_token_count"u8, default, default, default))
        {
            _spoken = LenientJson.ReadCount(ref reader);
        }
        else if (IsNamed(in reader, "reasoning_tokens"u8, "thoughtsTokenCount"u8, "thoughts_token_count"u8, default, default))
        {
            _reasoning = LenientJson.ReadCount(ref reader);
        }
        else if (reader.ValueTextEquals("cost"u8))
        {
            ReadCost(ref reader);
        }
        else if (reader.ValueTextEquals("total_cost"u8) || reader.ValueTextEquals("estimated_cost"u8))
        {
            _otherCost = LenientJson.ReadDecimal(ref reader);
        }
        else if (reader.ValueTextEquals("upstream_inference_cost"u8))
        {
            _upstream = LenientJson.ReadDecimal(ref reader);
        }
        else if (reader.ValueTextEquals("is_byok"u8))
        {
            reader.Read();
            _byok = reader.TokenType == JsonTokenType.True;
            reader.Skip();
        }
        else
        {
            reader.Read();
            ReadInside(ref reader);
        }
    }

    /// <summary>A number, or an object with the sum of its parts.</summary>
    private void ReadCost(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        if (ahead.Read() && ahead.TokenType == JsonTokenType.StartObject)
        {
            reader.Read();
            ReadInside(ref reader);
        }
        else
        {
            _cost = LenientJson.ReadDecimal(ref reader);
        }
    }

    /// <summary>Some servers tell a completion without its reasoning; only the total shows it.</summary>
    private readonly long? Completion() => _completion switch
    {
        { } told when _reasoning is > 0 and var reasoning && _prompt is { } prompt && _total == prompt + told + reasoning => told + reasoning,
        null when _spoken is { } spoken => spoken + Counted(_reasoning),
        _ => _completion,
    };

    private void ReadInside(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader);
        }
    }

    private static long Counted(long? tokens) => tokens is > 0 and var count ? count : 0;

    private static bool IsNamed(
        ref readonly Utf8JsonReader reader, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, ReadOnlySpan<byte> fourth,
        ReadOnlySpan<byte> fifth) =>
        reader.ValueTextEquals(first)
        || (!second.IsEmpty && reader.ValueTextEquals(second))
        || (!third.IsEmpty && reader.ValueTextEquals(third))
        || (!fourth.IsEmpty && reader.ValueTextEquals(fourth))
        || (!fifth.IsEmpty && reader.ValueTextEquals(fifth));
}
