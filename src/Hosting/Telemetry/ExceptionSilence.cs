using System.Diagnostics;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>
/// Keeps the messages and stacks of exceptions out of the events that libraries add to their spans, Npgsql for one: they may hold
/// values of a statement or the name of a user. An event cannot be changed once it is there, so this answers first.
/// </summary>
internal static class ExceptionSilence
{
    private const string Instead = "see the log of this trace";

    public static void Apply(IReadOnlyCollection<string> sources) => ActivitySource.AddActivityListener(new ActivityListener
    {
        ShouldListenTo = source => sources.Contains(source.Name), // it has no sampler: it makes no spans
        ExceptionRecorder = static (_, _, ref tags) =>
        {
            tags.Add("exception.message", Instead);
            tags.Add("exception.stacktrace", Instead);
        },
    });
}
