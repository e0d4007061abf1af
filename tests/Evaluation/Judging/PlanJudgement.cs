using AiDevFramework.Evaluation.Scoring;

namespace AiDevFramework.Evaluation.Judging;

/// <summary>What is thought of a plan for an idea.</summary>
/// <param name="Documents">The scorecard, which counts obedience and decides nothing here.</param>
internal sealed record PlanJudgement(string Idea, Recall Recall, Monday Monday, Trust Trust, int Words, IReadOnlyList<DocumentScore> Documents)
{
    /// <summary>Below it nobody could say that the plan is one for this idea.</summary>
    public const double LeastRecall = 0.5;

    /// <summary>Below it nobody could begin on Monday.</summary>
    public const double LeastMonday = 0.7;

    /// <summary>Whether somebody could start with it: nothing of weight is missing or invented, and the ten questions have answers.</summary>
    public bool Passes => Recall.Score >= LeastRecall && Monday.Share >= LeastMonday && Recall.Inventions.Count == 0;
}
