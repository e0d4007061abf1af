namespace AiDevFramework.Plans.Typed;

/// <summary>When a cut is in order. Moving scope to "later" in silence is what gated planners are found at most often.</summary>
internal static class CutRules
{
    /// <returns>What is wrong with the cut, as the rest of a sentence; the first is the cause of the others.</returns>
    public static IEnumerable<string> ComplaintsOf(PlanCut cut, TypedPlan plan)
    {
        var feature = FeatureOf(cut, plan);
        if (feature is null)
        {
            yield return "names no feature and no criterion that exists.";
        }

        if (cut.Days is null)
        {
            yield return "does not say how many days it would take.";
        }

        if (cut.Cause is PlanCutCause.Unknown)
        {
            yield return "does not say why: for the capacity, for a constraint that forbids it, or because a person decided so.";
        }

        if (cut.Cause is not PlanCutCause.Capacity)
        {
            yield break;
        }

        if (plan.Fit is not { DaysAvailable: { } available, DaysPlanned: { } planned })
        {
            yield return "is for the capacity, and nobody said how much time there is.";
        }
        else if (cut.Days is { } days && plan.Fit.PeopleADay is { } people && (planned * people) + CutDays(plan, days) <= available * people)
        {
            yield return "is for the capacity, and there is room for it.";
        }

        if (feature is not null && LowerKept(feature, plan) is { } kept)
        {
            yield return $"is for the capacity, and {kept.Id}, which matters less, is kept.";
        }
    }

    /// <summary>Whether only a person may let this pass: a MUST, or a cause that does not hold.</summary>
    public static bool IsConcern(PlanCut cut, TypedPlan plan)
    {
        if (cut.Cause is PlanCutCause.Person)
        {
            return false;
        }

        return cut.Cause is PlanCutCause.Unknown
            || FeatureOf(cut, plan) is null or { Priority: PlanPriority.Must }
            || (cut.Cause is PlanCutCause.Capacity && plan.Fit is not { DaysAvailable: not null });
    }

    private static PlanFeature? FeatureOf(PlanCut cut, TypedPlan plan) =>
        plan.Features.FirstOrDefault(feature => feature.Id == cut.Item || feature.Criteria.Any(criterion => criterion.Id == cut.Item));

    /// <summary>Person-days of all that is cut for the capacity.</summary>
    private static decimal CutDays(TypedPlan plan, decimal own) =>
        Math.Max(own, plan.Cuts.Where(cut => cut.Cause is PlanCutCause.Capacity).Sum(cut => cut.Days ?? 0));

    private static PlanFeature? LowerKept(PlanFeature feature, TypedPlan plan)
    {
        var cut = plan.Cuts.Select(other => other.Item).ToHashSet(StringComparer.Ordinal);
        return feature.Priority is { } priority ? plan.Features.FirstOrDefault(other => other.Priority > priority && !cut.Contains(other.Id)) : null;
    }
}
