using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Settings;

/// <summary>What a person should know before the process works: warnings, none of which stops it.</summary>
public static partial class StartNotices
{
    /// <param name="find">Asked once, when the settings are known to be valid. Sentences without secrets.</param>
    public static IHostApplicationBuilder AddStartNotices(
        this IHostApplicationBuilder builder, Func<IServiceProvider, IEnumerable<string>> find)
    {
        builder.Services.AddSingleton(new StartNotice(find));
        return builder;
    }

    /// <summary>Names that look like settings and are none. Call it before the settings are checked: a misspelt name is often why one is missing.</summary>
    public static void WarnOfUnknownSettings(this IHost host)
    {
        var environment = Environment.GetEnvironmentVariables().Keys.Cast<string>();
        Log(host, UnknownSettings.Find(environment, DotEnv.Lines, DotEnv.LoadedFrom));
        LogSources(LoggerOf(host), DotEnv.LoadedFrom ?? "no file", string.Join(", ", KnownSettings.Names.Where(IsSet).Order(StringComparer.Ordinal)));
    }

    public static void WarnOfRisks(this IHost host) =>
        Log(host, FileRisks.OfSettings().Concat(host.Services.GetServices<StartNotice>().SelectMany(notice => notice.Find(host.Services))).Distinct());

    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };

    private static void Log(IHost host, IEnumerable<string> sentences)
    {
        var logger = LoggerOf(host);
        foreach (var sentence in sentences)
        {
            LogNotice(logger, sentence);
        }
    }

    private static ILogger LoggerOf(IHost host) => host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("AiDevFramework.Start");

    [LoggerMessage(LogLevel.Warning, "{Notice}")]
    private static partial void LogNotice(ILogger logger, string notice);

    [LoggerMessage(LogLevel.Debug, "Settings from {File} and the environment: {Names}")]
    private static partial void LogSources(ILogger logger, string file, string names);

    private sealed record StartNotice(Func<IServiceProvider, IEnumerable<string>> Find);
}
