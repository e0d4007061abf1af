using System.Globalization;
using AiDevFramework.Plans.Views;

namespace AiDevFramework.Web.Pictures;

/// <summary>Where tasks stand in the picture of what waits for what: a column for each step of the work, from left to right. Pure.</summary>
public sealed record TaskGraphLayout(int Width, int Height, IReadOnlyList<TaskNode> Nodes, IReadOnlyList<TaskEdge> Edges)
{
    public const int MostTasks = 600;

    public const int FontSize = 13;

    private const int NodeWidth = 168;

    private const int NodeHeight = 58;

    private const int Gap = 14;

    private const int Between = 44;

    private const int Margin = 12;

    private const int Inset = 10;

    /// <returns><see langword="null"/> where there is nothing to draw, or more than anybody could see.</returns>
    public static TaskGraphLayout? Of(TasksView tasks)
    {
        if (tasks.Tasks.Count is 0 or > MostTasks)
        {
            return null;
        }

        var critical = tasks.CriticalPath.Tasks.ToHashSet(StringComparer.Ordinal);
        var places = Places(tasks);
        var nodes = tasks.Tasks.Select(task => Node(task, critical, places[task.Id])).ToList();
        var next = tasks.CriticalPath.Tasks.Zip(tasks.CriticalPath.Tasks.Skip(1)).ToHashSet();
        var edges = tasks.Tasks
            .SelectMany(task => task.After.Distinct(StringComparer.Ordinal).Where(before => before != task.Id && places.ContainsKey(before)).Select(before =>
                new TaskEdge(before, task.Id, next.Contains((before, task.Id)), PathOf(places[before], places[task.Id]))))
            .OrderBy(edge => edge.IsCritical)
            .ToList();
        return new TaskGraphLayout(nodes.Max(node => node.Place.Right) + Margin, nodes.Max(node => node.Place.Bottom) + Margin, nodes, edges);
    }

    /// <summary>In a column, tasks stand about as high as those that they wait for.</summary>
    private static Dictionary<string, Box> Places(TasksView tasks)
    {
        var places = new Dictionary<string, Box>(StringComparer.Ordinal);
        foreach (var (column, group) in tasks.Tasks.GroupBy(task => task.Wave ?? int.MaxValue).OrderBy(group => group.Key).Index())
        {
            var ordered = group.OrderBy(task => task.After.Where(places.ContainsKey).Select(before => (double)places[before].Y).DefaultIfEmpty(double.MaxValue).Average());
            foreach (var (row, task) in ordered.Index())
            {
                places.Add(task.Id, new Box(Margin + (column * (NodeWidth + Between)), Margin + (row * (NodeHeight + Gap)), NodeWidth, NodeHeight));
            }
        }

        return places;
    }

    private static TaskNode Node(TaskView task, HashSet<string> critical, Box place) => new(
        task.Id, task.Name, task.Days, ToneOf(task, critical), place, TextFit.Lines(task.Name, place.Width - (2 * Inset), FontSize - 1, most: 2));

    private static string ToneOf(TaskView task, HashSet<string> critical)
    {
        if (task.Wave is null)
        {
            return "blocked";
        }

        return critical.Contains(task.Id) ? "critical" : "plain";
    }

    private static string PathOf(Box from, Box to)
    {
        var bend = Math.Max(Between / 2, Math.Abs(to.X - from.Right) / 2);
        return string.Create(
            CultureInfo.InvariantCulture, $"M{from.Right} {from.Middle}C{from.Right + bend} {from.Middle} {to.X - bend} {to.Middle} {to.X} {to.Middle}");
    }
}
