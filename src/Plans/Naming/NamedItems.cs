using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Naming;

/// <summary>The items of a document whose identifiers code gives, in the order in which they stand there; features come first.</summary>
internal static class NamedItems
{
    public static List<NamedItem> Of(object outline) => outline switch
    {
        RequirementsOutline requirements =>
        [
            .. requirements.Features.Select(FeatureOf),
            .. requirements.Features.SelectMany((feature, index) => Of(feature.Criteria, ItemKind.Criterion, index)),
            .. Of(requirements.Stories, ItemKind.Story),
            .. Of(requirements.NonFunctional, ItemKind.Quality),
            .. Of(requirements.Metrics, ItemKind.Metric),
            .. Of(requirements.Assumptions, ItemKind.Assumption),
        ],
        StackOutline stack => [.. Of(stack.Interfaces, ItemKind.Interface)],
        ScheduleOutline schedule =>
        [
            .. schedule.Stages.SelectMany(stage => Of(stage.Deliverables, ItemKind.Task, Math.Max(1, stage.Number))),
            .. Of(schedule.Cuts, ItemKind.Cut),
        ],
        _ => [],
    };

    private static NamedItem FeatureOf(FeatureOutline feature) => new(
        ItemKind.Feature,
        feature.Written is > 0 and var number ? new ItemId(ItemKind.Feature, number) : null,
        Parent: -1,
        feature.Name,
        $"{feature.Name} {feature.Description} {string.Join(' ', feature.Criteria.Select(criterion => criterion.Text))}",
        new ItemPlace(feature.Line, Start: -1, IdLength: 0));

    private static IEnumerable<NamedItem> Of(IReadOnlyList<OutlineItem> items, ItemKind kind, int parent = -1) => items
        .Where(item => item.Id is not null || !TermTable.SaysNone(item.Text))
        .Select(item => new NamedItem(kind, item.Id is { } id && ItemId.Parse(id) is { } written && written.Kind == kind ? written : null, parent, item.Name, item.Text, item.Place));
}
