using System.Globalization;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Web.Pictures;

/// <summary>When everything can begin. A stage begins when the one before is done, a task when all that it waits for are.</summary>
internal static class GanttTimes
{
    /// <returns>Each stage, followed by its tasks.</returns>
    public static List<GanttSpan> Of(IReadOnlyList<PlanStage> stages, decimal most)
    {
        var spans = new List<GanttSpan>();
        var ends = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var begin = 0m;
        foreach (var stage in stages)
        {
            var tasks = TasksOf(stage, begin, most, ends, seen);
            var end = Math.Min(most, Math.Max(begin + Known(stage.Days, 0, most), tasks.Select(task => task.End).DefaultIfEmpty(begin).Max()));
            var id = string.Create(CultureInfo.InvariantCulture, $"S{stage.Number}");
            spans.Add(new GanttSpan(id, stage.Name, IsStage: true, stage.Days is null, begin, 0, end));
            spans.AddRange(tasks);
            begin = end;
        }

        return spans;
    }

    private static List<GanttSpan> TasksOf(PlanStage stage, decimal begin, decimal most, Dictionary<string, decimal> ends, HashSet<string> seen)
    {
        var spans = new Dictionary<PlanTask, GanttSpan>(ReferenceEqualityComparer.Instance);
        var waiting = stage.Tasks.Where(task => seen.Add(task.Id)).ToList();
        while (waiting.Count > 0)
        {
            var open = waiting.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
            var ready = waiting.FindAll(task => !task.After.Any(before => before != task.Id && open.Contains(before)));
            ready = ready.Count == 0 ? waiting : ready; // they wait for themselves: all begin with what is known
            foreach (var task in ready)
            {
                spans[task] = Span(task, begin, most, ends);
            }

            foreach (var task in ready)
            {
                ends[task.Id] = Math.Max(ends.GetValueOrDefault(task.Id), spans[task].End);
            }

            waiting = waiting.FindAll(task => !spans.ContainsKey(task));
        }

        return [.. stage.Tasks.Select(task => spans.GetValueOrDefault(task) ?? Span(task, begin, most, ends))]; // an identifier that comes again
    }

    /// <summary>Where others need time first, it is asked for at once.</summary>
    private static GanttSpan Span(PlanTask task, decimal begin, decimal most, Dictionary<string, decimal> ends)
    {
        var start = Math.Min(most, task.After.Where(before => before != task.Id).Select(before => ends.GetValueOrDefault(before)).Append(begin).Max());
        var lead = Math.Min(most - start, Known(task.LeadDays, 0, most));
        var end = Math.Min(most, start + lead + Known(task.Days, 1, most));
        return new GanttSpan(task.Id, task.Name, IsStage: false, task.Days is null, start, lead, end);
    }

    private static decimal Known(decimal? days, decimal otherwise, decimal most) => Math.Clamp(days ?? otherwise, 0, most);
}
