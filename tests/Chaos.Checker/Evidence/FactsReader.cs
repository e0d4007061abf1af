using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiDevFramework.Chaos.Checker.Evidence;

/// <summary>Reads the folder that a run leaves, and the tables.</summary>
internal static partial class FactsReader
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <param name="connectionString"><see langword="null"/>: the tables as an earlier reading kept them.</param>
    public static async Task<Facts> ReadAsync(string folder, string? connectionString)
    {
        var kept = Path.Combine(folder, "tables.json");
        Tables tables;
        if (connectionString is null)
        {
            tables = JsonSerializer.Deserialize<Tables>(await File.ReadAllTextAsync(kept), _json)!;
        }
        else
        {
            tables = await TablesReader.ReadAsync(connectionString);
            await File.WriteAllTextAsync(kept, JsonSerializer.Serialize(tables, _json));
        }

        var alarms = new List<LogLine>();
        var fenced = new List<FencedWrite>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, "logs")).Order())
        {
            ReadLog(path, alarms, fenced);
        }

        var run = JsonSerializer.Deserialize<RunLine>(await File.ReadAllTextAsync(Path.Combine(folder, "run.json")), _json)!;
        return new Facts
        {
            Run = run,
            Projects = tables.Projects,
            Phases = tables.Phases,
            Documents = tables.Documents,
            ModelRows = tables.ModelRows,
            Attempts = tables.Attempts ?? [],
            Events = tables.Events,
            Writes = tables.Writes,
            Operations = Lines<Operation>("history"),
            Feeds = Lines<FeedLine>("feeds"),
            Faults = Lines<FaultLine>("faults"),
            Processes = Lines<ProcessLine>("processes"),
            Calls = Lines<CallLine>("calls"),
            Alarms = alarms,
            Fenced = fenced,
            Leaks = [.. FindLeaks(folder, run.Secrets ?? [])],
        };

        IReadOnlyList<T> Lines<T>(string name) =>
            [.. File.ReadLines(Path.Combine(folder, name + ".jsonl")).Select(line => JsonSerializer.Deserialize<T>(line, _json)!)];
    }

    /// <summary>Looks through logs, feeds, answers and tables; run.json is where the secrets are named.</summary>
    private static IEnumerable<LogLine> FindLeaks(string folder, IReadOnlyList<string> secrets) =>
        from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        where Path.GetFileName(path) != "run.json"
        from line in File.ReadLines(path)
        from secret in secrets
        let at = line.IndexOf(secret, StringComparison.Ordinal)
        where at >= 0
        select new LogLine(Path.GetRelativePath(folder, path), $"{line[Math.Max(0, at - 100)..at]}…");

    private static void ReadLog(string path, List<LogLine> alarms, List<FencedWrite> fenced)
    {
        var process = Path.GetFileNameWithoutExtension(path);
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("FENCED ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ');
                fenced.Add(new FencedWrite(process, Guid.Parse(parts[1]), long.Parse(parts[2], CultureInfo.InvariantCulture)));
            }
            else if (Alarm().IsMatch(line))
            {
                alarms.Add(new LogLine(process, line));
            }
        }
    }

    /// <summary>What no fault excuses: mistakes of the program, not of its surroundings.</summary>
    [GeneratedRegex(
        "crit:|Unhandled exception|UnobservedTask|unobserved|Fatal error|FailFast|Assertion|should not happen|StackOverflow|OutOfMemory"
        + "|UnreachableException|NullReferenceException|IndexOutOfRange|KeyNotFound|InvalidCast|writes failed together|refuses the rows"
        + "|broke off|Collection was modified")]
    private static partial Regex Alarm();
}
