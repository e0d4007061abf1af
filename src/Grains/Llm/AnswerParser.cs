using System.Text.Json;

namespace AiDevFramework.Grains.Llm;

/// <summary>Takes in <c>chat.completion.chunk</c> objects, or one <c>chat.completion</c>, and keeps what an answer is made of.
/// Reads the bytes in place: no document object model, no string but the text itself.</summary>
/// <param name="maxTextBytes">What the text may be.</param>
/// <param name="maxBytes">What text and reasoning may be together.</param>
internal sealed class AnswerParser(int maxTextBytes, int maxBytes) : IDisposable
{
    /// <summary>Bytes that an id, a model's name or a finish reason may have; a longer one is not taken.</summary>
    public const int LongestName = 100;

    private readonly TextBuffer _text = new();
    private int _received;
    private int _textReceived;

    /// <summary>The provider's id of the call.</summary>
    public string? Id { get; private set; }

    public string? Model { get; private set; }

    public string? FinishReason { get; private set; }

    /// <summary>Whether the model declined in the field that providers have for it.</summary>
    public bool Refused { get; private set; }

    public ProviderError? Error { get; private set; }

    /// <summary>The last one sent: some servers repeat a growing one in each chunk.</summary>
    public ChatUsage? Usage { get; private set; }

    /// <summary>Whether the server said <c>[DONE]</c>.</summary>
    public bool Done { get; private set; }

    /// <summary>Bytes of text and reasoning so far: grows only when the model makes progress.</summary>
    public int Received => _received;

    /// <param name="payload">One JSON object, several, or <c>[DONE]</c>.</param>
    /// <exception cref="JsonException">The payload is malformed.</exception>
    /// <exception cref="ChatFailureException">The answer has become too large.</exception>
    public void Read(ReadOnlySpan<byte> payload)
    {
        while (true)
        {
            payload = payload.TrimStart(" \t\r\n"u8);
            if (payload.IsEmpty || Done)
            {
                return;
            }

            if (payload.StartsWith("[DONE]"u8))
            {
                Done = true;
                return;
            }

            payload = payload[ReadObject(payload)..];
        }
    }

    /// <returns>The text since the last call, possibly ending in half a surrogate pair; <see langword="null"/> where there is none.</returns>
    public string? TakeText() => _text.Length == 0 ? null : _text.Take();

    public void Dispose() => _text.Dispose();

    private int ReadObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A chunk is not an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8))
            {
                reader.Read();
                ReadChoices(ref reader);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    Usage = ChatUsage.Read(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                Error ??= ProviderError.Read(ref reader);
            }
            else if (reader.ValueTextEquals("model"u8))
            {
                Model = ReadName(ref reader, Model);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                Id = ReadName(ref reader, Id);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return (int)reader.BytesConsumed;
    }

    private void ReadChoices(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        var first = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (first && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadChoice(ref reader);
            }
            else
            {
                reader.Skip();
            }

            first = false;
        }
    }

    private void ReadChoice(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadMessage(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                FinishReason = ReadName(ref reader, FinishReason);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                Error ??= ProviderError.Read(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private void ReadMessage(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var content = reader.ValueTextEquals("content"u8);
            var reasoning = reader.ValueTextEquals("reasoning"u8) || reader.ValueTextEquals("reasoning_content"u8);
            var refusal = reader.ValueTextEquals("refusal"u8);
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                continue;
            }

            if (content || reasoning)
            {
                Count(reader.ValueSpan.Length, content);
            }

            if (content)
            {
                JsonText.AppendTo(in reader, _text);
            }

            Refused |= refusal && !reader.ValueSpan.IsEmpty;
        }
    }

    private void Count(int bytes, bool isText)
    {
        _received += bytes;
        _textReceived += isText ? bytes : 0;
        if (_received > maxBytes || _textReceived > maxTextBytes)
        {
            throw new ChatFailureException(ChatFailure.TooLarge);
        }
    }

    /// <returns><paramref name="known"/> where the value says the same or nothing usable, so that a stream makes one string.</returns>
    private static string? ReadName(ref Utf8JsonReader reader, string? known)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.IsEmpty || reader.ValueSpan.Length > LongestName
            || (known is not null && reader.ValueTextEquals(known)))
        {
            reader.Skip();
            return known;
        }

        using var name = new TextBuffer();
        JsonText.AppendTo(in reader, name);
        var clean = TextSanitiser.Clean(name.Take());
        return string.IsNullOrWhiteSpace(clean) ? known : clean;
    }
}
