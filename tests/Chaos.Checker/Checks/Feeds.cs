using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>What clients saw of the events.</summary>
internal static class Feeds
{
    /// <summary>Each connection gets what follows its cursor; a client that waited for the end of a run has seen it all.</summary>
    public static IEnumerable<string> Slices(Facts facts)
    {
        var stored = facts.Events.ToDictionary(item => (item.ProjectId, item.Seq), item => item.Payload);
        var last = facts.Projects.ToDictionary(project => project.Id, project => project.LastSeq);
        var deleted = People.Deletions(facts);
        foreach (var feed in facts.Feeds.GroupBy(line => (line.Client, line.Project)))
        {
            foreach (var connection in feed.Where(line => line.Seq is not null || line.Type == "(opened)").GroupBy(line => line.Connection))
            {
                var lines = connection.ToList();
                var expected = lines[0].After + 1;
                if (lines[0].Type != "(opened)" || lines.Skip(1).Select(line => line.Seq!.Value).Index().FirstOrDefault(pair => pair.Item != expected + pair.Index) != default)
                {
                    yield return $"{feed.Key}, connection {connection.Key}: after {lines[0].After} came {string.Join(',', lines.Skip(1).Select(line => line.Seq))}.";
                }

                foreach (var line in lines.Skip(1).Where(line => stored.TryGetValue((line.Project, line.Seq!.Value), out var payload) && payload != line.Raw))
                {
                    yield return $"{feed.Key}: event {line.Seq} came as {line.Raw}, and is stored as {stored[(line.Project, line.Seq!.Value)]}.";
                }
            }

            if (feed.Last() is { Type: "(left)" } left && left.Complete is false && !deleted.ContainsKey(left.Project) && left.After < last.GetValueOrDefault(left.Project))
            {
                yield return $"{feed.Key} waited for more and got {left.After} of {last[left.Project]} events.";
            }
        }
    }

    public static IEnumerable<string> NothingUnstored(Facts facts)
    {
        var stored = facts.Events.Select(item => (item.ProjectId, item.Seq)).ToHashSet();
        return facts.Feeds.Where(line => line.Seq is { } seq && !stored.Contains((line.Project, seq)))
            .Select(line => $"{line.Client} saw event {line.Seq} of {line.Project}, which is not stored: {line.Raw}");
    }
}
