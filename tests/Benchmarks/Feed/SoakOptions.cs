using AiDevFramework.Benchmarks.Measuring;

namespace AiDevFramework.Benchmarks.Feed;

/// <param name="Deliveries">Events that must come to clients, all together.</param>
/// <param name="Reconnects">Times that clients must lose their connections, all together.</param>
/// <param name="Sockets">Clients at a time.</param>
/// <param name="EventsPerSecond">What the running workflows commit together.</param>
internal sealed record SoakOptions(int Deliveries, int Reconnects, int Sockets, int Projects, int EventsPerSecond, int StepMs)
{
    /// <exception cref="FormatException">An option is not known or has no good value.</exception>
    public static SoakOptions Parse(IReadOnlyList<string> options)
    {
        var arguments = new Arguments(options, "deliveries", "reconnects", "sockets", "projects", "events", "step-ms");
        return new SoakOptions(
            arguments.Count("deliveries", 1_000_000), arguments.Count("reconnects", 5000), arguments.Count("sockets", 5000),
            arguments.Count("projects", 250), arguments.Count("events", 250), arguments.Count("step-ms", 500));
    }
}
