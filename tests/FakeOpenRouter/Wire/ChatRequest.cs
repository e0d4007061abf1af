using System.Buffers;
using System.Text;
using System.Text.Json;
using AiDevFramework.FakeOpenRouter.Log;

namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>
/// A chat completion request, its texts unescaped into one pooled UTF-8 buffer: this runs thousands of times a second in
/// benchmarks and makes no strings out of prompts.
/// </summary>
internal sealed class ChatRequest : IDisposable
{
    private readonly List<Part> _parts = [];
    private byte[] _texts = [];
    private int _used;

    private enum Role
    {
        System,
        User,
        Assistant,
        Other,
    }

    public string Model { get; private set; } = "";

    public bool Stream { get; private set; }

    /// <summary>The limit on completion tokens, or <see langword="null"/>.</summary>
    public int? MaxTokens { get; private set; }

    /// <summary>All messages before the first of the assistant.</summary>
    public ReadOnlySpan<byte> Prompt
    {
        get
        {
            var first = _parts.FindIndex(part => part.Role == Role.Assistant);
            return _texts.AsSpan(0, first < 0 ? _used : _parts[first].Start);
        }
    }

    public ReadOnlySpan<byte> SystemText => First(Role.System);

    public ReadOnlySpan<byte> FirstUser => First(Role.User);

    /// <summary>The assistant's earlier texts, in order: a request that has them continues or repairs an answer.</summary>
    public IEnumerable<string> AssistantTexts =>
        _parts.Where(part => part.Role == Role.Assistant).Select(part => Encoding.UTF8.GetString(_texts, part.Start, part.Length));

    public string LastUser => _parts.FindLast(part => part.Role == Role.User) is { Length: > 0 } part
        ? Encoding.UTF8.GetString(_texts, part.Start, part.Length)
        : "";

    public bool HasAssistant => _parts.Exists(part => part.Role == Role.Assistant);

    /// <summary>Bytes of all messages.</summary>
    public int TextBytes => _used;

    public int MessageCount => _parts.Count;

    /// <exception cref="JsonException">The body is no JSON, or a member has the wrong type.</exception>
    public static ChatRequest Parse(ReadOnlySpan<byte> body)
    {
        var request = new ChatRequest { _texts = ArrayPool<byte>.Shared.Rent(Math.Max(body.Length, 1)) };
        try
        {
            request.Read(body);
            return request;
        }
        catch (InvalidOperationException exception)
        {
            request.Dispose();
            throw new JsonException("A member of the body has the wrong type.", exception);
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    public IReadOnlyList<LoggedMessage> Messages() =>
        [.. _parts.Select(part => new LoggedMessage(
            part.Role.ToString().ToLowerInvariant(), Encoding.UTF8.GetString(_texts, part.Start, part.Length)))];

    public void Dispose()
    {
        if (_texts.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_texts);
            _texts = [];
        }
    }

    private ReadOnlySpan<byte> First(Role role)
    {
        foreach (var part in _parts)
        {
            if (part.Role == role)
            {
                return _texts.AsSpan(part.Start, part.Length);
            }
        }

        return [];
    }

    private void Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                Model = reader.GetString() ?? "";
            }
            else if (reader.ValueTextEquals("stream"u8))
            {
                reader.Read();
                Stream = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("max_tokens"u8) || reader.ValueTextEquals("max_completion_tokens"u8))
            {
                reader.Read();
                MaxTokens = reader.TokenType == JsonTokenType.Null ? MaxTokens : reader.GetInt32();
            }
            else if (reader.ValueTextEquals("messages"u8))
            {
                ReadMessages(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        while (reader.Read())
        {
            // to the end, so that what follows the object is refused
        }
    }

    private void ReadMessages(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var (role, start) = (Role.Other, _used);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("role"u8))
                {
                    reader.Read();
                    role = reader.GetString() switch
                    {
                        "system" or "developer" => Role.System,
                        "user" => Role.User,
                        "assistant" => Role.Assistant,
                        _ => Role.Other,
                    };
                }
                else if (reader.ValueTextEquals("content"u8))
                {
                    reader.Read();
                    ReadContent(ref reader);
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }

            _parts.Add(new Part(role, start, _used - start));
        }
    }

    private void ReadContent(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            _used += reader.CopyString(_texts.AsSpan(_used));
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var text = reader.ValueTextEquals("text"u8);
                reader.Read();
                if (text && reader.TokenType == JsonTokenType.String)
                {
                    _used += reader.CopyString(_texts.AsSpan(_used));
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException($"{type} was expected.");
        }
    }

    private readonly record struct Part(Role Role, int Start, int Length);
}
