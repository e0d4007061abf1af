using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Typed;

/// <summary>What the requirements document gives to the plan.</summary>
internal static class RequirementsPart
{
    public static TypedPlan AddTo(TypedPlan plan, RequirementsOutline requirements, ItemIds ids)
    {
        var names = new EventNames(plan.Events.Select(item => new OutlineItem(null, item.Name, item.Text)));
        var stories = ids.Of(requirements.Stories, ItemKind.Story);
        var qualities = ids.Of(requirements.NonFunctional, ItemKind.Quality);
        var metrics = ids.Of(requirements.Metrics, ItemKind.Metric);
        return plan with
        {
            Roles = requirements.Roles.Count == 0 ? plan.Roles : [.. requirements.Roles.Select(role => new PlanRole(role.Name, Behind(role)))],
            Features = [.. requirements.Features.Select(feature => FeatureOf(feature, names, ids))],
            Stories = [.. requirements.Stories.Select((story, index) => StoryOf(story, stories[index]))],
            Nfrs = [.. requirements.NonFunctional.Select((quality, index) => QualityOf(quality, qualities[index]))],
            Metrics = [.. requirements.Metrics.Select((metric, index) => MetricOf(metric, metrics[index]))],
            Assumptions = AssumptionPart.Of(requirements.Assumptions, ids),
            Exclusions = [.. requirements.Exclusions.Select(item => new PlanExclusion(item.Name, Behind(item)))],
        };
    }

    private static PlanFeature FeatureOf(FeatureOutline feature, EventNames names, ItemIds ids)
    {
        var references = References.In(feature.Description);
        var needs = feature.Needs is null ? [] : References.Of(ReferenceReader.ReadLine(feature.Needs, ItemKind.Feature));
        var criteria = ids.Of(feature.Criteria, ItemKind.Criterion, feature.Number);
        return new PlanFeature(
            new ItemId(ItemKind.Feature, Math.Max(1, feature.Number)).ToString(),
            feature.Name,
            PriorityOf(feature.Priority),
            References.IdsOf(needs),
            names.In($"{feature.Serves}\n{feature.Description}"),
            [.. References.IdsOf(references, "C"), .. feature.Criteria.SelectMany(criterion => References.IdsOf(References.In(criterion.Text), "C")).Distinct()],
            feature.Description,
            [.. feature.Criteria.Select((criterion, index) => CriterionOf(criterion, criteria[index])).DistinctBy(criterion => (criterion.Id, criterion.Text))])
        {
            Line = feature.Line + 1,
            References = [.. references, .. needs.Select(need => need with { IsCertain = true })],
        };
    }

    private static PlanPriority? PriorityOf(string? text)
    {
        var key = TextKey.Of(text);
        return key.Split(' ')[0] switch
        {
            "MUST" or "MUSS" or "HIGH" or "HOCH" or "P0" or "P1" or "DOIT" or "DEBE" or "DEVE" => PlanPriority.Must,
            "SHOULD" or "SOLL" or "SOLLTE" or "MEDIUM" or "MITTEL" or "P2" or "DEVRAIT" or "DEBERIA" or "DEVERIA" or "DOVREBBE" => PlanPriority.Should,
            "COULD" or "KANN" or "KONNTE" or "LOW" or "NIEDRIG" or "P3" or "NICE" or "WON" or "POURRAIT" or "PODRIA" or "PODERIA" or "POTREBBE" => PlanPriority.Could,
            _ => null,
        };
    }

    private static PlanCriterion CriterionOf(OutlineItem item, ItemId id) =>
        new(id.ToString(), item.Text)
        {
            Line = item.Place.Line + 1,
            References = References.In(item.Text, item.Cells),
        };

    private static PlanStory StoryOf(OutlineItem item, ItemId id)
    {
        var references = References.In(item.Text, item.Cells);
        return new PlanStory(id.ToString(), WithoutBracket(item.Text), References.IdsOf(references, "F"))
        {
            Line = item.Place.Line + 1,
            References = references,
        };
    }

    private static PlanQuality QualityOf(OutlineItem item, ItemId id) =>
        new(id.ToString(), item.Name, Behind(item) ?? item.Text)
        {
            Line = item.Place.Line + 1,
            References = References.In(item.Text, item.Cells),
        };

    private static PlanMetric MetricOf(OutlineItem item, ItemId id)
    {
        var references = References.In(item.Text, item.Cells);
        return new PlanMetric(id.ToString(), item.Name, item.Text, References.IdsOf(references, "F"))
        {
            Line = item.Place.Line + 1,
            References = references,
        };
    }

    /// <summary>Without the references that the text begins with.</summary>
    private static string WithoutBracket(string text)
    {
        var close = text is ['(' or '（', ..] ? text.AsSpan().IndexOfAny(')', '）') : -1;
        return close < 0 ? text : text[(close + 1)..].TrimStart(':', '：', ' ', '-', '–');
    }

    /// <returns>What stands behind the name of an entry; <see langword="null"/> where nothing does.</returns>
    internal static string? Behind(OutlineItem item)
    {
        var at = item.Text.AsSpan().IndexOfAny(':', '：');
        var dash = at < 0 ? item.Text.AsSpan().IndexOfAny('–', '—') : -1;
        at = at < 0 ? dash : at;
        var text = at < 0 ? "" : item.Text[(at + 1)..].Trim(' ', '*', '_');
        return text.Length == 0 ? null : text;
    }
}
