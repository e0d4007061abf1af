using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

internal static class Logs
{
    /// <summary>What Orleans says when a silo finds that it was voted out and ends itself, as it should.</summary>
    private static readonly string[] _lastWords = ["FailFast", "I have been told I am dead", "crit:", "Fatal error"];

    public static IEnumerable<string> Quiet(Facts facts)
    {
        var votedOut = facts.Processes.Where(process => process.ExitCode == 134).Select(process => $"{process.Name}.{process.Incarnation}").ToHashSet();
        foreach (var alarm in facts.Alarms.Where(alarm => !votedOut.Contains(alarm.Process) || !_lastWords.Any(words => alarm.Text.Contains(words, StringComparison.Ordinal))))
        {
            yield return $"{alarm.Process}: {alarm.Text}";
        }

        foreach (var operation in facts.Operations.Where(operation => operation.Status is >= 500 and not 503))
        {
            yield return $"{operation.Kind} of {operation.Project} at gateway {operation.Gateway} was answered {operation.Status}: {operation.Error}";
        }
    }
}
