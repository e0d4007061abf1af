using System.Globalization;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

internal static class Logs
{
    /// <summary>What Orleans says when a silo finds that it was voted out and ends itself, as it should.</summary>
    private static readonly string[] _lastWords = ["FailFast", "I have been told I am dead", "crit:", "Fatal error"];

    /// <summary>What Orleans 10.4 says where a stateless worker gets a call when its silo, told to stop, has just taken its grains down: the
    /// caller asks another silo.</summary>
    private static readonly string[] _parting = ["StatelessWorkerGrainContext.ForwardToReplacementContext"];

    /// <summary>A silo that was told to stop has ended by then.</summary>
    private static readonly TimeSpan _stopping = TimeSpan.FromSeconds(10);

    public static IEnumerable<string> Quiet(Facts facts)
    {
        var processes = facts.Processes.ToDictionary(process => $"{process.Name}.{process.Incarnation}");
        foreach (var alarm in facts.Alarms.Where(alarm => !processes.TryGetValue(alarm.Process, out var process) || !IsExpected(alarm.Text, process)))
        {
            yield return $"{alarm.Process}: {alarm.Text}";
        }

        foreach (var operation in facts.Operations.Where(operation => operation.Status is >= 500 and not 503))
        {
            yield return $"{operation.Kind} of {operation.Project} at gateway {operation.Gateway} was answered {operation.Status}: {operation.Error}";
        }
    }

    private static bool IsExpected(string text, ProcessLine process) => process.ExitCode switch
    {
        134 => Says(text, _lastWords),
        0 => Says(text, _parting) && DateTimeOffset.TryParse(text.Split(' ')[0], CultureInfo.InvariantCulture, out var at) && process.Ended - at < _stopping,
        _ => false,
    };

    private static bool Says(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.Ordinal));
}
