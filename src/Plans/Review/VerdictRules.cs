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

    /// <summary>Whether no document is missing.</summary>
    public static bool IsWhole(IReadOnlyList<PlanText> texts) => s_needed.All(type => texts.Any(text => text.Type == type));

    /// <param name="errors">That the checks find, beyond those that the documents were stored with.</param>
    /// <param name="texts">The documents that there are.</param>
    public static PlanVerdict Of(TypedPlan plan, int errors, IReadOnlyList<PlanText> texts)
    {
        if (texts.Any(text => text.Offline) || !IsWhole(texts))
        {
            return PlanVerdict.Draft;
        }

        return errors > 0 || texts.Any(text => text.HasConcerns) || plan.Cuts.Any(cut => CutRules.IsConcern(cut, plan)) ? PlanVerdict.Concerns : PlanVerdict.Ready;
    }
}
