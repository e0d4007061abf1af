using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Typed;

/// <summary>What the execution plan gives to the plan.</summary>
internal static class SchedulePart
{
    public static TypedPlan AddStages(TypedPlan plan, ScheduleOutline schedule, ItemIds ids) => plan with
    {
        Stages = [.. schedule.Stages.Select((stage, index) => StageOf(stage, index + 1, plan, ids))],
    };

    /// <param name="plan">With its constraints: they are what a cut may be for.</param>
    public static TypedPlan AddCuts(TypedPlan plan, ScheduleOutline schedule, ItemIds ids)
    {
        var cuts = ids.Of(schedule.Cuts, ItemKind.Cut);
        return plan with { Cuts = [.. schedule.Cuts.Select((cut, index) => CutReader.Read(cut, cuts[index], plan))] };
    }

    private static PlanStage StageOf(StageOutline stage, int number, TypedPlan plan, ItemIds ids)
    {
        var features = FeaturesOf(stage.Features, plan);
        var tasks = ids.Of(stage.Deliverables, ItemKind.Task, Math.Max(1, stage.Number));
        return new PlanStage(
            number,
            stage.Name,
            stage.Days,
            References.IdsOf(features),
            [.. stage.Deliverables.Select((task, index) => TaskOf(task, tasks[index]))],
            [.. stage.Gates.Select(GateOf)])
        {
            Line = stage.Line + 1,
            References = features,
        };
    }

    /// <summary>The identifiers that the label lists; of one that lists names or bare numbers, those of the features that they are.</summary>
    private static IReadOnlyList<PlanReference> FeaturesOf(string? text, TypedPlan plan)
    {
        if (text is null)
        {
            return [];
        }

        var references = ReferenceReader.ReadLine(text, ItemKind.Feature);
        if (references.Count > 0)
        {
            return [.. references.Select(reference => new PlanReference(reference.ToString(), IsCertain: true))];
        }

        return
        [
            .. text.Split([',', ';', '、', '，'], StringSplitOptions.RemoveEmptyEntries)
                .Select(part => Named(TextKey.Of(part), plan)).OfType<PlanFeature>()
                .Select(feature => new PlanReference(feature.Id, IsCertain: true)),
        ];
    }

    private static PlanFeature? Named(string key, TypedPlan plan)
    {
        var number = key[(key.LastIndexOf(' ') + 1)..];
        var isNumber = number.Length is > 0 and <= 3 && number.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            && (number.Length == key.Length || TermTable.Find(TermGroup.FeatureWord, key.AsSpan(0, key.Length - number.Length - 1)) is not null);
        if (isNumber)
        {
            return plan.Features.FirstOrDefault(feature => feature.Id.AsSpan(1).SequenceEqual(number));
        }

        return key.Length == 0 ? null : plan.Features.FirstOrDefault(feature => TextKey.Of(feature.Name) == key);
    }

    private static PlanTask TaskOf(OutlineItem item, ItemId id)
    {
        var bracket = TaskBracket.Read(item.Text, item.Cells);
        return new PlanTask(
            id.ToString(), item.Name, item.Text, References.IdsOf(bracket.Serves), References.IdsOf(bracket.After), bracket.Days, bracket.LeadDays, References.IdsOf(bracket.Verify))
        {
            Line = item.Place.Line + 1,
            References = [.. bracket.Serves, .. bracket.After, .. bracket.Verify],
        };
    }

    private static PlanGate GateOf(OutlineItem item)
    {
        var references = References.In(item.Text, item.Cells);
        return new PlanGate(item.Text, References.IdsOf(references))
        {
            Line = item.Place.Line + 1,
            References = references,
        };
    }
}
