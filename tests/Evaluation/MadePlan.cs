using AiDevFramework.Evaluation.Judging;
using AiDevFramework.Evaluation.Scoring;

namespace AiDevFramework.Evaluation;

/// <summary>A plan for a sample idea, and what the product keeps beside it.</summary>
internal sealed record MadePlan(SampleIdea Idea, JudgedPlan Plan, string? LedgerJson, IReadOnlyList<DocumentScore> Documents)
{
    public static MadePlan Of(IdeaScore made) => new(
        made.Idea,
        new JudgedPlan(made.Idea.Text, made.Made.ToDictionary(document => document.Type, document => document.ContentMd)),
        made.LedgerJson,
        made.Documents);
}
