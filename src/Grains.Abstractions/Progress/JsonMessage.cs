using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiDevFramework.Grains.Abstractions.Progress;

/// <summary>Writes what clients that follow a project receive: small objects that begin with their type and end with their time. One writer
/// for each thread: a new one takes four kilobytes for a message of some hundred bytes.</summary>
public static class JsonMessage
{
    // Sent as JSON text over WebSocket and HTTP, never inside HTML.
    private static readonly JsonWriterOptions _format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <param name="seq">The number of a stored event.</param>
    /// <param name="members">Writes what stands between; must not write another message.</param>
    public static string TextOf(string type, long? seq, DateTimeOffset at, Action<Utf8JsonWriter> members) =>
        Encoding.UTF8.GetString(Write(type, seq, at, members));

    /// <returns>The same in UTF-8.</returns>
    /// <inheritdoc cref="TextOf"/>
    public static byte[] BytesOf(string type, long? seq, DateTimeOffset at, Action<Utf8JsonWriter> members) => Write(type, seq, at, members).ToArray();

    /// <returns>Valid until the thread writes the next message.</returns>
    private static ReadOnlySpan<byte> Write(string type, long? seq, DateTimeOffset at, Action<Utf8JsonWriter> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var buffer = _buffer ??= new ArrayBufferWriter<byte>();
        var json = _writer ??= new Utf8JsonWriter(buffer, _format);
        buffer.ResetWrittenCount();
        json.Reset(); // whatever a message that failed half-way has left
        json.WriteStartObject();
        json.WriteString("type", type);
        if (seq is { } number)
        {
            json.WriteNumber("seq", number);
        }

        members(json);
        json.WriteString("timestamp", WireTime.Format(at));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }
}
