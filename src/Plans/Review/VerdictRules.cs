using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Review;

/// <summary>What the findings, the cuts and what is there come to.</summary>
internal static class VerdictRules
{
    /// <summary>A plain idea has no event storming.</summary>
    private static readonly DocumentType[] s_needed =
        [.. StepCatalogue.Rows.Select(row => row.Document?.Type).OfType<DocumentType>().Where(type => type is not DocumentType.EventStorming)];

    /// <param name="there">Which documents there are.</param>
    /// <param name="offline">Whether the offline planner wrote any of them.</param>
    public static PlanVerdict Of(TypedPlan plan, CheckResult result, IReadOnlyCollection<DocumentType> there, bool offline)
    {
        if (offline || s_needed.Any(type => !there.Contains(type)))
        {
            return PlanVerdict.Draft;
        }

        return result.Errors > 0 || plan.Cuts.Any(cut => CutRules.IsConcern(cut, plan)) ? PlanVerdict.Concerns : PlanVerdict.Ready;
    }
}
