using AiDevFramework.Evaluation.Briefs;
using AiDevFramework.Evaluation.Scoring;

namespace AiDevFramework.Evaluation.Judging;

/// <summary>Recall, Monday, effort and trust of a plan, by code alone.</summary>
internal static class PlanJudge
{
    public static PlanJudgement Judge(JudgedPlan plan, Brief brief, string? ledgerJson = null, IReadOnlyList<DocumentScore>? documents = null) => new(
        brief.Name,
        RecallJudge.Judge(plan, brief),
        MondayJudge.Judge(plan, brief, MondayReader.Read(plan, brief)),
        TrustJudge.Judge(plan, ledgerJson),
        plan.Words,
        documents ?? []);
}
