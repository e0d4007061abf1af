using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Views;

/// <summary>What the checks found, and which of them ran.</summary>
public sealed record FindingsView(
    Guid ProjectId, PlanVerdict Verdict, int Errors, int Warnings, int Notes, IReadOnlyList<FindingView> Findings, IReadOnlyList<CheckView> Checks)
{
    /// <summary>Whoever asks for findings gets them, also of documents that nobody checked before.</summary>
    public static FindingsView Of(PlanReview review)
    {
        var result = review.Result;
        return new FindingsView(
            review.Source.ProjectId,
            review.Verdict,
            result.Errors,
            result.Warnings,
            result.Findings.Count(finding => finding.Severity is Severity.Note),
            [.. result.Findings.Select(FindingView.Of)],
            [.. result.Checked.Concat(result.NotChecked).Order().Select(number => new CheckView(number, CheckSentences.Of(number), result.Checked.Contains(number)))]);
    }

    internal static IReadOnlyList<FindingView> ShownIn(PlanReview review) =>
        review.ShownVerdict is PlanVerdict.Unchecked ? [] : [.. review.Result.Findings.Select(FindingView.Of)];
}
