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

    /// <param name="texts">The documents that there are.</param>
    public static PlanVerdict Of(TypedPlan plan, CheckResult result, IReadOnlyList<PlanText> texts)
    {
        if (texts.Any(text => text.Offline) || s_needed.Any(type => texts.All(text => text.Type != type)))
        {
            return PlanVerdict.Draft;
        }

        return result.Errors > 0 || texts.Any(text => text.HasConcerns) || plan.Cuts.Any(cut => CutRules.IsConcern(cut, plan)) ? PlanVerdict.Concerns : PlanVerdict.Ready;
    }
}
