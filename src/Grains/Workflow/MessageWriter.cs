using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using Microsoft.Extensions.ObjectPool;

namespace AiDevFramework.Grains.Workflow;

/// <summary>
/// Writes one message to those who follow a project: a small JSON object that begins with its type and ends with its time. Writers are lent
/// from <see cref="Begin"/> to <see cref="End"/>: a new one takes four kilobytes for a message of some hundred bytes.
/// </summary>
internal sealed class MessageWriter
{
    private static readonly DefaultObjectPool<MessageWriter> _pool = new(new DefaultPooledObjectPolicy<MessageWriter>());

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>For the pool.</summary>
    public MessageWriter() => Json = new Utf8JsonWriter(
        _buffer,
        new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }); // sent as JSON text, never inside HTML

    /// <summary>Writes what stands between type and time.</summary>
    public Utf8JsonWriter Json { get; }

    /// <param name="seq">The number of a stored event.</param>
    /// <returns>To be ended; one that is not, because something fails in between, is not lent again.</returns>
    public static MessageWriter Begin(string type, long? seq)
    {
        var message = _pool.Get();
        message.Json.WriteStartObject();
        message.Json.WriteString("type", type);
        if (seq is { } number)
        {
            message.Json.WriteNumber("seq", number);
        }

        return message;
    }

    /// <summary>Ends the message and gives the writer back: it must not be used any more.</summary>
    public Utf8Text End(DateTimeOffset at)
    {
        Json.WriteString("timestamp", WireTime.Format(at));
        Json.WriteEndObject();
        Json.Flush();
        var text = new Utf8Text(_buffer.WrittenSpan.ToArray());
        _buffer.ResetWrittenCount();
        Json.Reset();
        _pool.Return(this);
        return text;
    }
}
