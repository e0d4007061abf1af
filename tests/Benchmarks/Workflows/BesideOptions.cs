using AiDevFramework.Benchmarks.Measuring;

namespace AiDevFramework.Benchmarks.Workflows;

/// <param name="Base">Root of the other tree: a checkout of this repository, built in Release.</param>
/// <param name="InFlight">How many workflows run at a time, one measurement each.</param>
/// <param name="Pairs">How often each build is measured.</param>
/// <param name="Duration">Of each measurement.</param>
internal sealed record BesideOptions(
    string Base, bool Sqlite, bool Postgres, IReadOnlyList<int> InFlight, int Pairs, TimeSpan Duration)
{
    /// <exception cref="FormatException">Something is not understood, or the other tree is not there.</exception>
    public static BesideOptions Parse(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, "base", "database", "in-flight", "pairs", "seconds");
        var root = arguments.Text("base", "");
        if (!Directory.Exists(Path.Combine(root, "src", "Gateway")))
        {
            throw new FormatException($"--base must be the root of a checkout of this repository, built in Release, not '{root}'.");
        }

        var database = arguments.Text("database", "both");
        return database is "sqlite" or "postgres" or "both"
            ? new BesideOptions(
                Path.GetFullPath(root),
                database != "postgres",
                database != "sqlite",
                arguments.Counts("in-flight", "1,128"),
                arguments.Count("pairs", 15),
                arguments.Seconds("seconds", 3))
            : throw new FormatException($"--database must be sqlite, postgres or both, not '{database}'.");
    }
}
