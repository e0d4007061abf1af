using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiDevFramework.Cluster.Tests.Logging;

/// <summary>A line of a process's log, in either format.</summary>
internal sealed partial record LogLine(string Level, string Category, string Message, JsonElement? Json)
{
    /// <returns>The lines that are of the log; a banner is none.</returns>
    public static IReadOnlyList<LogLine> AllOf(string output) =>
        [.. output.Split('\n').Select(line => line.StartsWith('{') ? OfJson(line) : OfText(line)).OfType<LogLine>()];

    private static LogLine OfJson(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        return new LogLine(
            json.GetProperty("level").GetString()!, json.GetProperty("category").GetString()!, json.GetProperty("message").GetString()!, json);
    }

    private static LogLine? OfText(string line) => Text().Match(line) is { Success: true, Groups: var groups }
        ? new LogLine(
            groups[1].Value switch { "dbug" or "trce" => "DEBUG", "info" => "INFO", "warn" => "WARNING", "fail" => "ERROR", _ => "CRITICAL" },
            groups[2].Value, groups[3].Value, Json: null)
        : null;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (trce|dbug|info|warn|fail|crit): (\S+) (.*)$")]
    private static partial Regex Text();
}
