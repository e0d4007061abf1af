using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiDevFramework.Settings;

/// <summary>A line of <c>LOG_FORMAT=JSON</c> that no logger writes, with the members of those that one writes.</summary>
public static class JsonLine
{
    /// <summary>The lines go to a terminal or a collector, never into HTML.</summary>
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="level">As <c>LOG_LEVEL</c> names it.</param>
    /// <param name="category">Who says it.</param>
    /// <param name="values">Further members, in snake_case.</param>
    public static string Of(string level, string category, string message, params IEnumerable<(string Name, string Value)> values)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteString("time", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", level);
            json.WriteString("category", category);
            json.WriteString("message", message);
            foreach (var (name, value) in values)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
