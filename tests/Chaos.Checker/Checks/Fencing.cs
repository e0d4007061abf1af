using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>Who wrote a project's row, by the database's own notes.</summary>
internal static class Fencing
{
    public static IEnumerable<string> NoZombieWrites(Facts facts)
    {
        var writers = new Dictionary<string, string?>(); // a silo as the rows name it, and the process that is this silo
        foreach (var write in facts.Writes.Where(write => write.NewOwner is not (null or "-") && write.NewOwner != write.OldOwner))
        {
            if (!writers.TryAdd(write.NewOwner!, write.Writer) && writers[write.NewOwner!] != write.Writer)
            {
                yield return $"{write.Writer} made {write.NewOwner} the owner of {write.ProjectId}, which is {writers[write.NewOwner!]}.";
            }
        }

        foreach (var write in facts.Writes.Where(write => write is { OldStatus: "PROCESSING", OldOwner: not (null or "-") }))
        {
            var owner = writers.GetValueOrDefault(write.OldOwner!);
            if (owner != write.Writer && !write.IsTakeover && write.NewStatus is not ("CANCELLED" or "FAILED"))
            {
                yield return $"Version {write.NewVersion} of {write.ProjectId} was written by {write.Writer}, while {owner} owned it.";
            }
        }

        foreach (var frozen in facts.Faults.Where(fault => fault is { Woken: not null, Owner: not null }))
        {
            foreach (var write in facts.Writes.Where(write => write.At > frozen.Woken && write.IsTakeover && write.NewOwner == frozen.Owner && write.OldOwner != frozen.Owner))
            {
                yield return $"{frozen.Owner} was voted out and took {write.ProjectId} over after it woke.";
            }
        }
    }

    public static IEnumerable<string> WriterOrder(Facts facts)
    {
        foreach (var project in facts.Writes.GroupBy(write => write.ProjectId))
        {
            var (version, run, owner) = (0L, 0, default(string));
            foreach (var write in project.OrderBy(write => write.Id))
            {
                if (write.NewVersion != version + 1 || (write.OldVersion ?? 0) != version || write.NewRun < run || write.OldOwner != owner)
                {
                    yield return $"{project.Key}: version {write.NewVersion} by {write.Writer} was made from {write.OldVersion} of {write.OldOwner}, where {version} of {owner} stood.";
                    break;
                }

                (version, run, owner) = (write.NewVersion, write.NewRun, write.NewOwner);
            }
        }
    }
}
