using AiDevFramework.Benchmarks.Measuring;

namespace AiDevFramework.Benchmarks.Feed;

/// <param name="Sockets">Clients, spread evenly over the projects.</param>
/// <param name="EventsPerSecond">What the running workflows commit together.</param>
/// <param name="StepMs">Pause of the offline planner before each of its answers.</param>
/// <param name="Silent">Further clients that never read, in one load of each run.</param>
internal sealed record FeedOptions(int Sockets, int Projects, int EventsPerSecond, int StepMs, int Silent, int Runs)
{
    /// <exception cref="FormatException">An option is not known or has no good value.</exception>
    public static FeedOptions Parse(IReadOnlyList<string> options)
    {
        var arguments = new Arguments(options, "sockets", "projects", "events", "step-ms", "silent", "runs");
        return new FeedOptions(
            arguments.Count("sockets", 10_000), arguments.Count("projects", 1000), arguments.Count("events", 500),
            arguments.Count("step-ms", 1000), arguments.Count("silent", 500), arguments.Count("runs", 3));
    }
}
