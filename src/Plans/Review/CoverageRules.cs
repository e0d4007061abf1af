using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Review;

/// <summary>Counts what of a plan is carried to its end.</summary>
internal static class CoverageRules
{
    /// <summary>A task or a gate that names more of one kind proves none of them.</summary>
    private const int MostOfAKind = 4;

    private static readonly char[] s_number = [.. "0123456789."];

    public static PlanCoverage Of(TypedPlan plan)
    {
        var (hasFeatures, hasStages) = (plan.Features.Count > 0, plan.Stages.Count > 0);
        var cut = plan.Cuts.Select(item => item.Item).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new PlanCoverage(
            hasFeatures && hasStages ? Criteria(plan, cut) : null,
            hasFeatures && plan.Events.Count > 0 ? Events(plan) : null,
            hasFeatures && hasStages ? Features(plan, cut) : null,
            plan.Constraints.Count > 0 && hasStages ? Constraints(plan) : null);
    }

    private static PlanShare Criteria(TypedPlan plan, HashSet<string> cut)
    {
        var proved = plan.Stages.SelectMany(stage => stage.Gates.Select(gate => gate.Proves).Concat(stage.Tasks.Select(task => task.Verify)))
            .SelectMany(Counting).ToHashSet(StringComparer.Ordinal);
        var all = plan.Features.SelectMany(feature => feature.Criteria.Select(criterion => (criterion.Id, IsCut: cut.Contains(feature.Id) || cut.Contains(criterion.Id))))
            .DistinctBy(criterion => criterion.Id).ToList();
        return new PlanShare(all.Count(criterion => !criterion.IsCut && proved.Contains(criterion.Id)), all.Count, all.Count(criterion => criterion.IsCut));
    }

    private static PlanShare Events(TypedPlan plan)
    {
        var served = plan.Features.SelectMany(feature => feature.Serves).ToHashSet(StringComparer.Ordinal);
        var excluded = plan.Exclusions.Select(exclusion => $"{exclusion.Text} {exclusion.Because}").ToList();
        var all = plan.Events.Select(item => item.Name).Distinct(StringComparer.Ordinal).ToList();
        return new PlanShare(all.Count(name => served.Contains(name) || excluded.Exists(text => text.Contains(name, StringComparison.Ordinal))), all.Count);
    }

    private static PlanShare Features(TypedPlan plan, HashSet<string> cut)
    {
        var featureOf = plan.Features.SelectMany(feature => feature.Criteria.Select(criterion => (criterion.Id, Feature: feature.Id)))
            .DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.Feature, StringComparer.Ordinal);
        var served = plan.Stages.SelectMany(stage => stage.Tasks).SelectMany(task => Counting([.. task.Serves, .. task.Verify]))
            .Select(id => featureOf.GetValueOrDefault(id, id)).ToHashSet(StringComparer.Ordinal);
        return new PlanShare(
            plan.Features.Count(feature => !cut.Contains(feature.Id) && served.Contains(feature.Id)), plan.Features.Count, plan.Features.Count(feature => cut.Contains(feature.Id)));
    }

    private static PlanShare Constraints(TypedPlan plan)
    {
        var named = PlanItems.Of(plan).SelectMany(item => item.References).Select(reference => reference.Id).ToHashSet(StringComparer.Ordinal);
        var hard = plan.Constraints.Where(constraint => constraint.Hard).ToList();
        return new PlanShare(hard.Count(constraint => named.Contains(constraint.Id) || IsKept(constraint, plan)), hard.Count);
    }

    private static bool IsKept(PlanConstraint constraint, TypedPlan plan) => constraint.Kind switch
    {
        "deadline" => plan.Fit?.DaysPlanned <= constraint.Weeks * 5,
        "budget" => plan.Fit is { Reserve: >= 0 },
        _ => false,
    };

    private static IEnumerable<string> Counting(IReadOnlyList<string> ids) => ids.Count <= MostOfAKind
        ? ids
        : ids.GroupBy(id => id.TrimEnd(s_number), StringComparer.Ordinal).Where(group => group.Count() <= MostOfAKind).SelectMany(group => group);
}
