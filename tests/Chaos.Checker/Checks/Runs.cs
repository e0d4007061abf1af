using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>What became of the runs, by the rows and events they left.</summary>
internal static class Runs
{
    private static readonly string[] _ends = ["workflow_completed", "workflow_failed", "workflow_cancelled"];

    public static IEnumerable<string> OneEnd(Facts facts)
    {
        var ends = facts.Events.Where(item => _ends.Contains(item.Type)).ToLookup(item => item.ProjectId);
        foreach (var project in facts.Projects)
        {
            var count = ends[project.Id].Count();
            var last = ends[project.Id].LastOrDefault()?.Type;
            var expected = project.Status switch
            {
                "CREATED" => null,
                "COMPLETED" => "workflow_completed",
                "FAILED" => "workflow_failed",
                "CANCELLED" => "workflow_cancelled",
                _ => "an end",
            };
            if (count != project.Run || last != expected)
            {
                yield return $"{project.Id} is {project.Status} with {project.Run} runs and {count} ends, the last {last ?? "none"}.";
            }
        }
    }

    public static IEnumerable<string> Dense(Facts facts)
    {
        var events = facts.Events.ToLookup(item => item.ProjectId);
        return facts.Projects
            .Where(project => !events[project.Id].Select(item => item.Seq).Order().SequenceEqual(Numbers(project.LastSeq)))
            .Select(project => $"{project.Id} says {project.LastSeq} events and has {string.Join(',', events[project.Id].Select(item => item.Seq))}.");

        static IEnumerable<long> Numbers(long last) => Enumerable.Range(1, (int)last).Select(seq => (long)seq);
    }

    public static IEnumerable<string> LegalTransitions(Facts facts)
    {
        var storming = facts.Projects.ToDictionary(project => project.Id, UsesEventStorming);
        foreach (var project in facts.Events.GroupBy(item => item.ProjectId))
        {
            if (FirstMistake([.. project.OrderBy(item => item.Seq)], storming.GetValueOrDefault(project.Key)) is { } mistake)
            {
                yield return $"{project.Key}: {mistake}";
            }
        }

        var events = facts.Events.ToLookup(item => (item.ProjectId, item.Type, Phase: item.Type.StartsWith("phase_", StringComparison.Ordinal) ? EventText.Phase(item) : null));
        foreach (var phase in facts.Phases.GroupBy(phase => (phase.ProjectId, phase.Phase)))
        {
            var (started, completed) = (phase.Count(), phase.Count(row => row.Status == "COMPLETED"));
            if (started != events[(phase.Key.ProjectId, "phase_started", phase.Key.Phase)].Count()
                || completed != events[(phase.Key.ProjectId, "phase_completed", phase.Key.Phase)].Count()
                || completed > 1
                || phase.Any(row => row.Status == "PROCESSING"))
            {
                yield return $"{phase.Key}: {started} rows, {completed} completed, do not fit its events.";
            }
        }
    }

    public static IEnumerable<string> Times(Facts facts)
    {
        foreach (var project in facts.Projects.Where(project => project.CompletedAt < project.RunStartedAt || project.RunStartedAt < project.CreatedAt))
        {
            yield return $"{project.Id} was created {project.CreatedAt:O}, started {project.RunStartedAt:O} and ended {project.CompletedAt:O}.";
        }

        foreach (var phase in facts.Phases.Where(phase => phase.CompletedAt < phase.StartedAt))
        {
            yield return $"{phase.Phase} of {phase.ProjectId} began {phase.StartedAt:O} and ended {phase.CompletedAt:O}.";
        }

        foreach (var project in facts.Events.GroupBy(item => item.ProjectId))
        {
            var ordered = project.OrderBy(item => item.Seq).ToList();
            foreach (var (one, next) in ordered.Zip(ordered.Skip(1)).Where(pair => pair.Second.CreatedAt < pair.First.CreatedAt))
            {
                yield return $"Event {next.Seq} of {project.Key} is older than event {one.Seq}.";
            }

            foreach (var item in ordered.Where(item => item.Type is "phase_completed" && EventText.Number(item.Payload, "duration_seconds") < 0))
            {
                yield return $"Event {item.Seq} of {project.Key} took less than no time.";
            }
        }

        foreach (var project in facts.Writes.GroupBy(write => write.ProjectId))
        {
            var ordered = project.OrderBy(write => write.NewVersion).ToList();
            foreach (var (one, next) in ordered.Zip(ordered.Skip(1)).Where(pair => pair.Second.At < pair.First.At || pair.Second.NewSeq < pair.First.NewSeq))
            {
                yield return $"Version {next.NewVersion} of {project.Key} was written before version {one.NewVersion}, or has fewer events.";
            }
        }
    }

    public static bool? UsesEventStorming(ProjectRow project) =>
        project.Metadata.TryGetProperty("use_event_storming", out var use) && use.ValueKind is not System.Text.Json.JsonValueKind.Null ? use.GetBoolean() : null;

    /// <summary>The workflow as an automaton over the events of one project.</summary>
    private static string? FirstMistake(List<EventRow> events, bool? storming)
    {
        var (open, resume, ended) = (default(string), "SMART_DETECTION", false);
        var isCompleted = false; // by the event before
        foreach (var item in events)
        {
            switch (item.Type)
            {
                case "phase_started" when open is null && !(ended && resume is null):
                    open = EventText.Phase(item);
                    if (open != resume)
                    {
                        return $"event {item.Seq} starts {open} where {resume ?? "nothing"} is next";
                    }

                    ended = false;
                    break;
                case "phase_completed" when open is not null && EventText.Phase(item) == open:
                    resume = Next(open, storming);
                    open = null;
                    isCompleted = true;
                    continue;
                case "phase_failed" when open is not null && EventText.Phase(item) == open:
                    resume = open; // where a retry begins
                    open = null;
                    break;
                case "workflow_completed" when open is null && resume is null && !ended:
                    ended = true;
                    break;
                case "workflow_failed" when open is null && resume is not null && !ended:
                    ended = true;
                    break;
                case "workflow_cancelled" when (open is not null || isCompleted) && !ended: // a cancelled mend completes its phase first
                    (open, resume, ended) = (null, null, true);
                    break;
                default:
                    return $"event {item.Seq}, {item.Type}, does not fit: open {open ?? "nothing"}, next {resume ?? "nothing"}, ended {ended}";
            }

            isCompleted = false;
        }

        return null;
    }

    private static string? Next(string phase, bool? storming) => phase switch
    {
        "SMART_DETECTION" => storming is true ? "EVENT_STORMING" : "PRD",
        "EVENT_STORMING" => "PRD",
        "PRD" => "TECH_STACK",
        "TECH_STACK" => "EXECUTION_PLAN",
        _ => null,
    };
}
