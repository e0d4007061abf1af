using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AiDevFramework.Hosting;

/// <summary>
/// <c>LOG_FORMAT=TEXT</c>: time in UTC, level, category and message on one line each, and behind them what is to say of the exception where there is one. The
/// framework's own formatter adds the number of the event, which nobody can look up, and lets control characters through.
/// </summary>
internal sealed class TextLogFormatter(TimeProvider? clock = null, bool? colored = null) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "aidev-text";

    private const string Reset = "\e[0m";

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Not in a file; and not where the user wants none, see no-color.org.</summary>
    private readonly bool _colored = colored
        ?? (!Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "");

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.Formatter is not { } formatter)
        {
            return;
        }

        var (level, color) = LookOf(logEntry.LogLevel);
        textWriter.Write(_clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture));
        textWriter.Write(_colored ? $"{color}{level}{Reset}" : level);
        textWriter.Write($": {logEntry.Category} {OnOneLine(formatter(logEntry.State, logEntry.Exception))}");
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write($" {OnOneLine(LoggedException.TextOf(logEntry.LogLevel, exception))}");
        }

        textWriter.Write(Environment.NewLine);
    }

    private static (string Name, string Color) LookOf(LogLevel level) => level switch
    {
        LogLevel.Trace => ("trce", "\e[90m"),
        LogLevel.Debug => ("dbug", "\e[90m"),
        LogLevel.Information => ("info", "\e[32m"),
        LogLevel.Warning => ("warn", "\e[33m"),
        LogLevel.Error => ("fail", "\e[31m"),
        _ => ("crit", "\e[1;31m"),
    };

    /// <summary>Nobody who gets a text into the log can begin a line of his own, or steer a terminal.</summary>
    private static string OnOneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
        {
            return text;
        }

        return string.Concat(text.ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) ? ' ' : letter));
    }
}
