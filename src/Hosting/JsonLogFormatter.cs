using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AiDevFramework.Hosting;

/// <summary>
/// <c>LOG_FORMAT=JSON</c>: one object a line with <c>time</c>, <c>level</c>, <c>category</c>, <c>message</c>, the values of the message
/// under their names in snake_case (<c>project_id</c>), <c>trace_id</c> where there is a trace, and <c>exception</c>.
/// </summary>
internal sealed class JsonLogFormatter(TimeProvider? clock = null) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "aidev-json";

    /// <summary>Of the message's template, which the message says better.</summary>
    private const string Template = "{OriginalFormat}";

    /// <summary>The lines go to a terminal or a collector, never into HTML.</summary>
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> _own = ["time", "level", "category", "message", "exception"];

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.Formatter is not { } formatter)
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteString("time", _clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", NameOf(logEntry.LogLevel));
            json.WriteString("category", logEntry.Category);
            var message = formatter(logEntry.State, logEntry.Exception);
            json.WriteString("message", message);
            WriteValues(json, logEntry.State as IEnumerable<KeyValuePair<string, object?>> ?? [], message);
            if (logEntry.Exception is { } exception)
            {
                json.WriteString("exception", LoggedException.TextOf(logEntry.LogLevel, exception));
            }

            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>As <c>LOG_LEVEL</c> names them.</summary>
    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        _ => "CRITICAL",
    };

    /// <param name="message">A value that is the whole of it is not said twice.</param>
    private static void WriteValues(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> values, string message)
    {
        var written = new HashSet<string>(_own);
        foreach (var (key, value) in values)
        {
            if (key == Template || (value is string text && text == message))
            {
                continue;
            }

            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(key);
            if (written.Add(name))
            {
                json.WritePropertyName(name);
                WriteValue(json, value);
            }
        }

        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } span && written.Add("trace_id"))
        {
            json.WriteString("trace_id", span.TraceId.ToHexString());
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long or short or byte or uint:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
