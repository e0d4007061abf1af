using AiDevFramework.Benchmarks.Measuring;

namespace AiDevFramework.Benchmarks.Workflows;

/// <param name="InFlight">How many workflows run at a time, one measurement each.</param>
/// <param name="Duration">Of each measurement.</param>
internal sealed record WorkflowOptions(bool Sqlite, bool Postgres, IReadOnlyList<int> InFlight, int Runs, TimeSpan Duration)
{
    /// <exception cref="FormatException">Something is not understood.</exception>
    public static WorkflowOptions Parse(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, "database", "in-flight", "runs", "seconds");
        var database = arguments.Text("database", "both");
        return database is "sqlite" or "postgres" or "both"
            ? new WorkflowOptions(
                database != "postgres",
                database != "sqlite",
                arguments.Counts("in-flight", "1,32,128"),
                arguments.Count("runs", 5),
                arguments.Seconds("seconds", 5))
            : throw new FormatException($"--database must be sqlite, postgres or both, not '{database}'.");
    }
}
