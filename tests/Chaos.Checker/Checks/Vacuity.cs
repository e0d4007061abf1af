using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>A run in which nothing happened proves nothing.</summary>
internal static class Vacuity
{
    private const double LeastGood = 0.8;

    /// <summary>One or two may wait in vain.</summary>
    private const int EnoughKills = 4;

    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);

    public static IEnumerable<string> Meaningful(Facts facts)
    {
        if (!facts.Faults.Any(fault => fault.Struck is not null))
        {
            yield return "No fault struck.";
        }

        if (!facts.Projects.Any(project => project.Status == "COMPLETED" && !project.Mark.Contains("probe", StringComparison.Ordinal)))
        {
            yield return "No project was completed.";
        }

        if (!facts.Feeds.Any(line => line.Seq is not null))
        {
            yield return "No event was seen.";
        }

        if (!facts.Projects.Any(project => project.Constraints > 0))
        {
            yield return "No idea demanded anything.";
        }

        if (!facts.Run.Command.Contains("zombies", StringComparison.Ordinal) && !facts.ModelRows.Any(row => row.AsksForParts))
        {
            yield return "No document was mended.";
        }

        foreach (var missing in MissingOfPeople(facts))
        {
            yield return missing;
        }

        var inMends = facts.Faults.Where(fault => fault.Kind == "KillInMend").ToList();
        if (inMends.Count >= EnoughKills && !inMends.Exists(fault => fault.Struck is not null))
        {
            yield return $"{inMends.Count} kills in the middle of a mend were ordered, and none struck.";
        }

        var troubles = Troubles(facts).ToList();
        var calm = facts.Operations
            .Where(operation => !troubles.Exists(trouble => operation.Began < trouble.Ended + Aftermath && operation.Ended > trouble.Began))
            .ToList();
        var judged = calm.Count >= 50 ? calm : facts.Operations;
        var good = judged.Count(operation => operation.Outcome is "ok" or "fail");
        if (good < LeastGood * judged.Count || judged.Count == 0)
        {
            yield return $"Only {good} of {judged.Count} requests were answered outside of faults.";
        }

        var frozen = facts.Faults.Count(fault => fault.Woken is not null);
        if (frozen >= 5 && facts.Fenced.Count == 0)
        {
            yield return $"{frozen} silos were frozen until they were voted out, and none of them tried to write.";
        }
    }

    /// <summary>Somebody was shown their own in each way, tried what is somebody else's in each way and was refused, and something was deleted.</summary>
    private static IEnumerable<string> MissingOfPeople(Facts facts)
    {
        if (facts.Operations.Select(operation => operation.User).Where(user => user is not null).Distinct().Count() < 2)
        {
            yield return "There were not two people.";
        }

        foreach (var kind in (string[])["list", "page", "joint"])
        {
            if (!facts.Operations.Any(operation => operation is { Outcome: "ok", Answer: { } shown } && operation.Kind == kind && shown.GetArrayLength() > 0))
            {
                yield return $"No {kind} showed a project.";
            }
        }

        foreach (var kind in (string[])["foreign", "foreign_page"])
        {
            if (!facts.Operations.Any(operation => operation.Kind == kind && operation.Status == 404))
            {
                yield return $"No {kind} was refused.";
            }
        }

        if (People.Deletions(facts).Count == 0)
        {
            yield return "Nothing was deleted.";
        }
    }

    /// <summary>The faults, and the starts of the processes that they have ended: a busy machine takes half a minute for one.</summary>
    private static IEnumerable<(DateTimeOffset Began, DateTimeOffset Ended)> Troubles(Facts facts) =>
        facts.Faults.Select(fault => (fault.Began, fault.Ended))
            .Concat(facts.Processes.Where(process => process.IsRestart).Select(process => (process.Started, process.Ready ?? process.Ended)));
}
