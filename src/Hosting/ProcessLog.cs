using AiDevFramework.Settings;

namespace AiDevFramework.Hosting;

/// <summary>
/// What a process says before it has a logger and after it has none any more: lines for people, or with <c>LOG_FORMAT=JSON</c> one object
/// a line like everything else.
/// </summary>
public static class ProcessLog
{
    internal const string Category = "AiDevFramework.Process";

    private const string Setting = "LOG_FORMAT";

    private static LogFormat _format;

    /// <summary>Call it first, and again when <c>.env</c> is read. Commands (<c>migrate</c>, <c>health</c>) answer people in any case.</summary>
    public static void Use(string[] args)
    {
        if (_format is LogFormat.Text && args is not ["migrate" or "health", ..] && IsJson(args, Environment.GetEnvironmentVariable(Setting)))
        {
            _format = LogFormat.Json;
            Console.SetError(TextWriter.Synchronized(new JsonLineWriter(Console.Error)));
        }
    }

    /// <summary>Says something on standard output.</summary>
    internal static void Write(string message)
    {
        Console.Out.WriteLine(_format is LogFormat.Json ? JsonLine.Of("INFO", Category, message) : message);
        Console.Out.Flush();
    }

    /// <param name="environment">The setting as the environment has it. An argument is stronger.</param>
    internal static bool IsJson(string[] args, string? environment)
    {
        var given = environment;
        for (var at = 0; at < args.Length; at++)
        {
            var parts = args[at].Split('=', 2);
            if (string.Equals(parts[0].TrimStart('-'), Setting, StringComparison.OrdinalIgnoreCase))
            {
                given = parts.Length > 1 ? parts[1] : args.ElementAtOrDefault(at + 1);
            }
        }

        return string.Equals(given?.Trim(), nameof(LogFormat.Json), StringComparison.OrdinalIgnoreCase);
    }
}
