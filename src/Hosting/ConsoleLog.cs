using AiDevFramework.Settings;
using Microsoft.Extensions.Logging.Console;

namespace AiDevFramework.Hosting;

public static class ConsoleLog
{
    /// <summary>Begins the category of everything that this product itself says.</summary>
    private const string Ours = "AiDevFramework";

    /// <summary>One line per entry on standard output, times in UTC. All others stay at warnings at any level: the request logs of the
    /// frameworks would print query strings, which hold tokens.</summary>
    public static IHostApplicationBuilder AddConsoleLog(
        this IHostApplicationBuilder builder, LogThreshold threshold, LogFormat format = LogFormat.Text)
    {
        var level = LevelOf(threshold);
        builder.Logging.ClearProviders()
            .AddFilter(Ours, level)
            .AddOthers(null, level > LogLevel.Warning ? level : LogLevel.Warning)
            .AddFormat(format);

        // At each start: advice to use the server's garbage collector, which is off on purpose, and an alarm over a check that
        // never ran yet.
        builder.Logging.AddOthers("Orleans.Runtime.Silo", LogLevel.Error).AddOthers("Orleans.Runtime.Watchdog", LogLevel.Error);

        // TlsIdentity tells whom it refuses, and a silo that looks whether another lives breaks the handshake off.
        builder.Logging.AddFilter("Orleans.Connections.Security", LogLevel.Critical);

        // HealthDiary tells what a check finds once, they with each request.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);

        // Whenever a silo comes or goes, the queues of the streams change hands, and each says so with stack traces. What they lose is
        // read from the table of events.
        builder.Logging.AddFilter("Orleans.Providers.MemoryAdapterReceiver", LogLevel.Critical).AddFilter("Orleans.Streams", LogLevel.Critical);

        // It would print the stack trace of a port in use, which StartFailure tells in a line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        return builder;
    }

    public static LogLevel LevelOf(LogThreshold threshold) => threshold switch
    {
        LogThreshold.Debug => LogLevel.Debug,
        LogThreshold.Info => LogLevel.Information,
        LogThreshold.Warning => LogLevel.Warning,
        LogThreshold.Error => LogLevel.Error,
        LogThreshold.Critical => LogLevel.Critical,
        _ => throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "No such log level."),
    };

    /// <summary>A start that is called off breaks their work off wherever it is, and each part would tell so with a stack trace.</summary>
    private static ILoggingBuilder AddOthers(this ILoggingBuilder logging, string? category, LogLevel least)
    {
        logging.Services.Configure<LoggerFilterOptions>(filters => filters.Rules.Add(
            new LoggerFilterRule(providerName: null, category, least, static (_, _, _) => !StopSignals.HasCalledStartOff)));
        return logging;
    }

    private static ILoggingBuilder AddFormat(this ILoggingBuilder logging, LogFormat format) => format switch
    {
        LogFormat.Text => logging
            .AddConsoleFormatter<TextLogFormatter, ConsoleFormatterOptions>()
            .AddConsole(console => console.FormatterName = TextLogFormatter.FormatterName),
        LogFormat.Json => logging
            .AddConsoleFormatter<JsonLogFormatter, ConsoleFormatterOptions>()
            .AddConsole(console => console.FormatterName = JsonLogFormatter.FormatterName),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such log format."),
    };
}
