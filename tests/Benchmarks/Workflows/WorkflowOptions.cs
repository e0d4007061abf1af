using AiDevFramework.Benchmarks.Measuring;

namespace AiDevFramework.Benchmarks.Workflows;

/// <param name="InFlight">How many workflows run at a time, one measurement each.</param>
/// <param name="Duration">Of each measurement.</param>
internal sealed record WorkflowOptions(bool Sqlite, bool Postgres, Feed Feed, IReadOnlyList<int> InFlight, int Runs, TimeSpan Duration)
{
    /// <exception cref="FormatException">Something is not understood.</exception>
    public static WorkflowOptions Parse(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, "database", "feed", "in-flight", "runs", "seconds");
        var database = arguments.Text("database", "both");
        if (!Enum.TryParse<Feed>(arguments.Text("feed", "websocket"), ignoreCase: true, out var feed) || !Enum.IsDefined(feed))
        {
            throw new FormatException("--feed must be websocket or sse.");
        }

        return database is "sqlite" or "postgres" or "both"
            ? new WorkflowOptions(
                database != "postgres",
                database != "sqlite",
                feed,
                arguments.Counts("in-flight", "1,32,128"),
                arguments.Count("runs", 5),
                arguments.Seconds("seconds", 5))
            : throw new FormatException($"--database must be sqlite, postgres or both, not '{database}'.");
    }
}
