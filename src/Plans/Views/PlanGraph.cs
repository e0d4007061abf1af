using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Views;

/// <summary>The items of a plan and what each names.</summary>
internal sealed class PlanGraph
{
    private readonly Dictionary<string, ItemView> _items = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<string>> _restsOn = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<string>> _carriedBy = new(StringComparer.Ordinal);

    public PlanGraph(TypedPlan plan)
    {
        AddLedger(plan);
        AddStorming(plan);
        foreach (var item in PlanItems.Of(plan))
        {
            Add(item.Id, KindOf(item.Id, plan), item.Text, item.Document, item.References.Select(reference => reference.Id));
        }

        foreach (var feature in plan.Features)
        {
            Connect(feature.Id, [.. feature.Needs, .. feature.Serves, .. feature.Constraints]);
            foreach (var criterion in feature.Criteria)
            {
                Connect(criterion.Id, [feature.Id]);
            }
        }

        foreach (var stage in plan.Stages)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"S{stage.Number}");
            foreach (var task in stage.Tasks)
            {
                Connect(id, [task.Id]);
            }

            foreach (var index in Enumerable.Range(1, stage.Gates.Count))
            {
                Connect(id, [string.Create(CultureInfo.InvariantCulture, $"G{stage.Number}.{index}")]);
            }
        }
    }

    /// <returns><see langword="null"/> where the plan has no such item.</returns>
    public static TraceView? Trace(PlanReview review, string id)
    {
        var graph = new PlanGraph(review.Plan);
        return graph._items.TryGetValue(id, out var item)
            ? new TraceView(review.Source.ProjectId, item, graph.Reach(id, graph._restsOn), graph.Reach(id, graph._carriedBy))
            : null;
    }

    public static IReadOnlyList<TraceView> Nearest(PlanReview review, IEnumerable<string> ids)
    {
        var graph = new PlanGraph(review.Plan);
        return
        [
            .. ids.Where(graph._items.ContainsKey).Select(id => new TraceView(
                review.Source.ProjectId, graph._items[id], graph.Named(id, graph._restsOn), graph.Named(id, graph._carriedBy))),
        ];
    }

    private List<ItemView> Named(string id, Dictionary<string, List<string>> arrows) =>
        [.. (arrows.GetValueOrDefault(id) ?? []).Where(_items.ContainsKey).Select(other => _items[other] with { Distance = 1 })];

    private List<ItemView> Reach(string start, Dictionary<string, List<string>> arrows)
    {
        var found = new List<ItemView>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { start };
        var queue = new Queue<(string Id, int Distance)>([(start, 0)]);
        while (queue.TryDequeue(out var step))
        {
            foreach (var next in arrows.GetValueOrDefault(step.Id) ?? [])
            {
                if (seen.Add(next) && _items.TryGetValue(next, out var item))
                {
                    found.Add(item with { Distance = step.Distance + 1 });
                    queue.Enqueue((next, step.Distance + 1));
                }
            }
        }

        return found;
    }

    private void AddLedger(TypedPlan plan)
    {
        foreach (var item in plan.Constraints)
        {
            Add(item.Id, "constraint", item.Quote, null, []);
        }

        foreach (var item in plan.Questions)
        {
            Add(item.Id, "question", item.Text, null, []);
        }

        foreach (var item in plan.Decisions)
        {
            Add(item.Id, "decision", item.Text, null, item.Touches);
        }

        foreach (var item in plan.Assumptions)
        {
            Add(item.Id, "assumption", item.Text, DocumentType.Prd, item.Question is { } question ? [question] : []);
        }
    }

    private void AddStorming(TypedPlan plan)
    {
        foreach (var (kind, items) in new[] { ("event", plan.Events), ("command", plan.Commands), ("aggregate", plan.Aggregates) })
        {
            foreach (var item in items)
            {
                Add(item.Name, kind, item.Text, DocumentType.EventStorming, item.Events);
            }
        }
    }

    private void Add(string id, string kind, string text, DocumentType? document, IEnumerable<string> names)
    {
        if (_items.TryAdd(id, new ItemView(id, kind, text, document, Distance: 0)))
        {
            Connect(id, names);
        }
    }

    private void Connect(string id, IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => name != id))
        {
            Join(_restsOn, id, name);
            Join(_carriedBy, name, id);
        }
    }

    private static void Join(Dictionary<string, List<string>> arrows, string from, string to)
    {
        if (!arrows.TryGetValue(from, out var targets))
        {
            arrows[from] = targets = [];
        }

        if (!targets.Contains(to))
        {
            targets.Add(to);
        }
    }

    private static string KindOf(string id, TypedPlan plan) => id switch
    {
        _ when References.IsOf(id, "F") => "feature",
        _ when References.IsOf(id, "AC") => "criterion",
        _ when References.IsOf(id, "US") => "story",
        _ when References.IsOf(id, "NFR") => "nfr",
        _ when References.IsOf(id, "M") => "metric",
        _ when References.IsOf(id, "I") => "interface",
        _ when References.IsOf(id, "X") => "cut",
        _ when References.IsOf(id, "S") => "stage",
        _ when References.IsOf(id, "T") => "task",
        _ when References.IsOf(id, "G") => "gate",
        _ when plan.Stack.Any(slot => slot.Slot == id) => "stack",
        _ when plan.Services.Any(service => service.Name == id) => "service",
        _ => "entity",
    };
}
