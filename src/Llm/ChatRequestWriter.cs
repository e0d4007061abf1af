using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiDevFramework.Llm;

/// <summary>The body of <c>POST /chat/completions</c>, with the members that every OpenAI-compatible server understands, less those
/// that the settings say this one does not.</summary>
internal static class ChatRequestWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The result is sent as application/json, never written into HTML; prompts in any script stay short.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Characters that are escaped at a time. The writer asks for the most that a string could come to: for a whole prompt, many
    /// times what it needs.</summary>
    private const int SegmentChars = 1024;

    /// <summary>What a segment could come to, and what stands around the messages.</summary>
    private const int Room = (6 * SegmentChars) + 1024;

    /// <exception cref="ArgumentException">The options name no model.</exception>
    public static ReadOnlyMemory<byte> Write(IEnumerable<ChatMessage> messages, ChatOptions? options, RequestTraits traits)
    {
        if (options?.ModelId is not { Length: > 0 } model)
        {
            throw new ArgumentException("A chat request needs a model.", nameof(options));
        }

        var without = options.AdditionalProperties?.TryGetValue(ChatKeys.Without, out RefusedMembers refused) is true ? refused : RefusedMembers.None;
        var conversation = without.HasFlag(RefusedMembers.System) ? WithoutSystem(messages) : messages.ToList();
        var body = new ArrayBufferWriter<byte>(Room + conversation.Sum(message => message.Text.Length * 9 / 8)); // most need not grow
        using var json = new Utf8JsonWriter(body, Options);
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteStartArray("messages"u8);
        foreach (var message in conversation)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, message.Role.Value);
            json.WritePropertyName("content"u8);
            WriteText(json, message.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (options.Temperature is { } temperature && !without.HasFlag(RefusedMembers.Temperature))
        {
            json.WriteNumber("temperature"u8, temperature);
        }

        if (options.MaxOutputTokens is { } maxTokens && !without.HasFlag(RefusedMembers.AnyMaximum))
        {
            // The older name first: local servers know no other.
            json.WriteNumber(without.HasFlag(RefusedMembers.MaxTokens) ? "max_completion_tokens"u8 : "max_tokens"u8, maxTokens);
        }

        if (traits.JsonMode && !without.HasFlag(RefusedMembers.ResponseFormat) && options.ResponseFormat is ChatResponseFormatJson)
        {
            json.WriteStartObject("response_format"u8);
            json.WriteString("type"u8, "json_object"u8);
            json.WriteEndObject();
        }

        json.WriteBoolean("stream"u8, traits.Streaming);
        if (traits.Streaming && traits.Usage && !without.HasFlag(RefusedMembers.StreamOptions))
        {
            json.WriteStartObject("stream_options"u8); // OpenRouter always sends usage, other servers on request
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    /// <summary>What the system says stands before the first thing that the user does.</summary>
    private static List<ChatMessage> WithoutSystem(IEnumerable<ChatMessage> messages)
    {
        var all = messages.ToList();
        var system = string.Join("\n\n", all.Where(message => message.Role == ChatRole.System).Select(message => message.Text));
        var others = all.FindAll(message => message.Role != ChatRole.System);
        var first = others.FindIndex(message => message.Role == ChatRole.User);
        if (system.Length == 0)
        {
            return others;
        }

        if (first < 0)
        {
            others.Insert(0, new ChatMessage(ChatRole.User, system));
            return others;
        }

        others[first] = new ChatMessage(ChatRole.User, $"{system}\n\n{others[first].Text}");
        return others;
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<char> text)
    {
        for (; text.Length > SegmentChars; text = text[SegmentChars..])
        {
            json.WriteStringValueSegment(text[..SegmentChars], isFinalSegment: false);
        }

        json.WriteStringValueSegment(text, isFinalSegment: true);
    }
}

/// <summary>What the server understands.</summary>
/// <param name="JsonMode"><c>response_format</c>.</param>
/// <param name="Streaming">Answers in pieces.</param>
/// <param name="Usage"><c>stream_options</c>, with a streamed answer.</param>
internal sealed record RequestTraits(bool JsonMode, bool Streaming, bool Usage);
