using System.Text;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Llm;

/// <summary>Reads <c>chat.completion.chunk</c> objects, or one <c>chat.completion</c>, and collects the answer from them.
/// Reads the bytes in place: no document object model, no string but the text itself.</summary>
/// <param name="maxTextBytes">What the text may be.</param>
/// <param name="maxBytes">What text and reasoning may be together.</param>
internal sealed class AnswerParser(int maxTextBytes, int maxBytes) : IDisposable
{
    /// <summary>Bytes that an id, a model's name or a finish reason may have; a longer one is not taken.</summary>
    public const int LongestName = 100;

    private readonly TextIncrements _text = new(maxTextBytes);
    private int _received;
    private int _textReceived;
    private int _objects;
    private string? _lastReason;
    private string? _said; // by the object that is read
    private bool _adds; // the object that is read
    private bool _hasDeltas;
    private bool _hasMessages;

    /// <summary>The provider's id of the call.</summary>
    public string? Id { get; private set; }

    public string? Model { get; private set; }

    /// <summary>The finish reason that the server gave last; <see langword="null"/> where text followed it.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>Whether the server gave a finish reason, even one that it withdrew later.</summary>
    public bool HasReason => _lastReason is not null;

    /// <summary>Whether text followed a finish reason: the server says one with each piece.</summary>
    public bool ReasonWithdrawn { get; private set; }

    /// <summary>Whether the server is known to say finish reasons before the end. Then they prove nothing.</summary>
    public bool ReasonsProveNothing { get; set; }

    /// <summary>Whether the model declined in the field that providers have for it.</summary>
    public bool Refused { get; private set; }

    public ProviderError? Error { get; private set; }

    /// <summary>The usage that the server sent last, completed from earlier ones: some servers repeat a growing usage in each chunk.</summary>
    public ChatUsage? Usage { get; private set; }

    /// <summary>Whether the server said <c>[DONE]</c>.</summary>
    public bool Done { get; private set; }

    /// <summary>Whether something was skipped that is not part of this protocol.</summary>
    public bool HasOddities { get; private set; }

    /// <summary>The first object, where it is not part of the protocol: it may say why no answer came.</summary>
    public ReadOnlyMemory<byte> Stray { get; private set; }

    /// <summary>Whether the answer came in one piece. Then only the end of the body says that it is complete.</summary>
    public bool IsWhole => _objects == 1 && _hasMessages && !_hasDeltas;

    /// <summary>Bytes of text and reasoning so far: grows only when the model makes progress.</summary>
    public int Received => _received;

    /// <summary>Whether the answer has reasoning.</summary>
    public bool HasReasoning { get; private set; }

    public bool HasText => _text.Length > 0;

    /// <param name="payload">One JSON object, several, <c>[DONE]</c>, or what is none of these and passed over.</param>
    /// <param name="isError">Whether the payload is said to be an error.</param>
    /// <exception cref="JsonException">An object is malformed.</exception>
    /// <exception cref="ChatFailureException">The answer has become too large.</exception>
    public void Read(ReadOnlySpan<byte> payload, bool isError = false)
    {
        while (true)
        {
            payload = payload.TrimStart(" \t\r\n,]"u8);
            if (payload.IsEmpty || Done)
            {
                return;
            }

            if (payload[0] is (byte)'[' or (byte)'"' && IsDone(payload))
            {
                Done = true;
                return;
            }

            if (payload is [(byte)'[', .. var members] && members.TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
            {
                payload = members;
                continue;
            }

            if (payload[0] != (byte)'{')
            {
                HasOddities = true;
                Error ??= isError ? new ProviderError(null, null, false, null) : null;
                return;
            }

            payload = payload[ReadObject(payload, isError)..];
        }
    }

    /// <summary>Nothing follows.</summary>
    public void Complete() => _text.Complete();

    /// <returns>The text since the last call, possibly ending in half a surrogate pair; <see langword="null"/> where there is none.</returns>
    public string? DrainText() => _text.HasText ? _text.Drain() : null;

    public void Dispose() => _text.Dispose();

    private static bool IsDone(ReadOnlySpan<byte> payload)
    {
        var word = "[DONE]"u8;
        var bare = payload.TrimStart((byte)'"');
        return bare.Length >= word.Length && Ascii.EqualsIgnoreCase(bare[..word.Length], word);
    }

    private int ReadObject(ReadOnlySpan<byte> json, bool isError)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        (_said, _adds) = (null, false);
        var hasChoices = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.IsNamed(in reader, "choices"u8))
            {
                reader.Read();
                hasChoices |= reader.TokenType is JsonTokenType.StartArray;
                ReadChoices(ref reader);
            }
            else if (JsonText.IsNamed(in reader, "error"u8))
            {
                reader.Read();
                Error ??= ProviderError.Read(ref reader);
            }
            else if (JsonText.IsNamed(in reader, "model"u8))
            {
                Model = ReadName(ref reader, Model);
            }
            else if (JsonText.IsNamed(in reader, "id"u8))
            {
                Id = ReadName(ref reader, Id);
            }
            else if (JsonText.IsNamed(in reader, "object"u8) || JsonText.IsNamed(in reader, "type"u8))
            {
                reader.Read();
                isError |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("error"u8);
                reader.Skip();
            }
            else if (ChatUsage.IsAt(in reader))
            {
                Usage = ChatUsage.ReadMember(ref reader, Usage);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        _objects++;
        if (isError && !hasChoices && Error is null)
        {
            var whole = new Utf8JsonReader(json);
            whole.Read();
            Error = ProviderError.Read(ref whole) ?? new ProviderError(null, null, false, null);
        }

        if (_objects == 1 && !hasChoices)
        {
            Stray = json[..(int)reader.BytesConsumed].ToArray();
        }

        Settle();
        return (int)reader.BytesConsumed;
    }

    /// <summary>Text in the same object as a finish reason belongs before it. Text in a later object withdraws the reason.</summary>
    private void Settle()
    {
        if (_adds && FinishReason is not null)
        {
            FinishReason = null;
            ReasonWithdrawn = ReasonsProveNothing = true;
        }

        FinishReason = _said ?? FinishReason;
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
        var message = default(Utf8JsonReader);
        var text = default(Utf8JsonReader);
        var (hasMessage, hasText, hasDelta) = (false, false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.IsNamed(in reader, "delta"u8))
            {
                reader.Read();
                hasDelta |= ReadMessage(ref reader, isWhole: false);
            }
            else if (JsonText.IsNamed(in reader, "message"u8))
            {
                reader.Read();
                message = reader; // read below, where no delta says the same
                hasMessage = reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
            else if (JsonText.IsNamed(in reader, "text"u8))
            {
                reader.Read();
                text = reader; // read below too: some servers say the same here and in the delta
                hasText = true;
                reader.Skip();
            }
            else if (JsonText.IsNamed(in reader, "finish_reason"u8))
            {
                ReadReason(ref reader);
            }
            else if (JsonText.IsNamed(in reader, "error"u8))
            {
                reader.Read();
                Error ??= ProviderError.Read(ref reader);
            }
            else if (ChatUsage.IsAt(in reader))
            {
                Usage = ChatUsage.ReadMember(ref reader, Usage);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        _hasDeltas |= hasDelta;
        if (hasMessage && !hasDelta)
        {
            _hasMessages = true;
            ReadMessage(ref message, isWhole: _hasDeltas);
        }
        else if (hasText && !hasDelta)
        {
            ReadText(ref text, isWhole: false);
        }
    }

    private void ReadReason(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
        }
        else if (_lastReason is not null && reader.ValueTextEquals(_lastReason))
        {
            _said = _lastReason; // one that is said with each piece makes one string
        }
        else if (NameAt(ref reader, null) is { } reason)
        {
            _lastReason = _said = reason;
        }
    }

    /// <param name="isWhole">Whether it repeats what deltas have said.</param>
    /// <returns>Whether the model said or thought something in it.</returns>
    private bool ReadMessage(ref Utf8JsonReader reader, bool isWhole)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return ReadText(ref reader, isWhole);
        }

        var (says, thoughts, details) = (false, 0, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.IsNamed(in reader, "content"u8))
            {
                reader.Read();
                says |= ReadText(ref reader, isWhole);
            }
            else if (JsonText.IsNamed(in reader, "reasoning"u8) || JsonText.IsNamed(in reader, "reasoning_content"u8) || JsonText.IsNamed(in reader, "thinking"u8))
            {
                reader.Read();
                thoughts = Math.Max(thoughts, BytesOf(ref reader)); // some servers say the same in two members
            }
            else if (JsonText.IsNamed(in reader, "reasoning_details"u8))
            {
                reader.Read();
                details = BytesOf(ref reader);
            }
            else if (JsonText.IsNamed(in reader, "refusal"u8))
            {
                reader.Read();
                Refused |= reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty;
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if ((thoughts > 0 ? thoughts : details) is > 0 and var bytes && !isWhole)
        {
            CountThoughts(bytes);
            says = true;
        }

        return says;
    }

    /// <summary>A content: a text, or its parts.</summary>
    /// <returns>Whether it has any.</returns>
    private bool ReadText(ref Utf8JsonReader reader, bool isWhole)
    {
        var says = false;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                says = !reader.ValueSpan.IsEmpty;
                if (isWhole)
                {
                    CountText(_text.AppendWhole(in reader), 0);
                }
                else if (says)
                {
                    CountText(_text.Append(in reader), reader.ValueSpan.Length);
                }

                break;
            case JsonTokenType.StartArray when !isWhole: // parts of a repetition would have to be joined first, and add nothing
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    says |= ReadText(ref reader, isWhole);
                }

                break;
            case JsonTokenType.StartObject:
                says = ReadPart(ref reader, isWhole);
                break;
            default:
                reader.Skip();
                break;
        }

        return says;
    }

    /// <summary>A part is text unless its type says that it is thoughts, a refusal, or about a tool or a source.</summary>
    private bool ReadPart(ref Utf8JsonReader reader, bool isWhole)
    {
        var text = default(Utf8JsonReader);
        var (hasText, isThought, isRefusal, isOther, start) = (false, false, false, false, reader.BytesConsumed);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.IsNamed(in reader, "type"u8))
            {
                reader.Read();
                isThought |= reader.TokenType == JsonTokenType.String && IsAnyIn(in reader, "think"u8, "thought"u8, "reason"u8, "summary"u8);
                isRefusal |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("refusal"u8);
                isOther |= reader.TokenType == JsonTokenType.String && IsAnyIn(in reader, "tool"u8, "function"u8, "reference"u8, "citation"u8);
                reader.Skip();
            }
            else if (JsonText.IsNamed(in reader, "thought"u8))
            {
                reader.Read();
                isThought |= reader.TokenType == JsonTokenType.True;
                reader.Skip();
            }
            else if (JsonText.IsNamed(in reader, "text"u8) || JsonText.IsNamed(in reader, "value"u8) || JsonText.IsNamed(in reader, "content"u8))
            {
                reader.Read();
                if (!hasText)
                {
                    text = reader;
                    hasText = true;
                }

                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (isThought)
        {
            CountThoughts((int)(reader.BytesConsumed - start));
            return true;
        }

        Refused |= isRefusal;
        return hasText && !isRefusal && !isOther && ReadText(ref text, isWhole);
    }

    private static bool IsAnyIn(
        ref readonly Utf8JsonReader reader, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, ReadOnlySpan<byte> fourth) =>
        reader.ValueSpan.IndexOf(first) >= 0 || reader.ValueSpan.IndexOf(second) >= 0 || reader.ValueSpan.IndexOf(third) >= 0
        || reader.ValueSpan.IndexOf(fourth) >= 0;

    /// <returns>Bytes of a value with anything in it.</returns>
    private static int BytesOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.ValueSpan.Length;
        }

        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return 0;
        }

        var start = reader.BytesConsumed;
        reader.Skip();
        return reader.BytesConsumed - start is > 1 and var bytes ? (int)bytes : 0;
    }

    private void CountThoughts(int bytes)
    {
        HasReasoning = true;
        _adds = true;
        Count(bytes, isText: false);
    }

    /// <param name="added">Characters that the answer has more than before.</param>
    /// <param name="sent">Bytes that came; 0 where nothing new did.</param>
    private void CountText(int added, int sent)
    {
        if (added == 0)
        {
            _received += sent > 0 ? 1 : 0; // said again, or held until it is clear: the server is at work
            return;
        }

        _adds |= FinishReason is not null && !_text.Latest(added).IsWhiteSpace();
        Count(sent >= added && sent <= 6 * added ? sent : Encoding.UTF8.GetByteCount(_text.Latest(added)), isText: true);
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
        return NameAt(ref reader, known);
    }

    private static string? NameAt(ref Utf8JsonReader reader, string? known)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.IsEmpty || reader.ValueSpan.Length > LongestName
            || (known is not null && reader.ValueTextEquals(known)))
        {
            reader.Skip();
            return known;
        }

        using var name = new TextBuffer();
        JsonText.AppendTo(in reader, name);
        var clean = TextSanitiser.Clean(name.Drain());
        return string.IsNullOrWhiteSpace(clean) ? known : clean;
    }
}
