using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Grains.Workflow;

/// <summary>What a project's documents are worth, as the checks say.</summary>
internal static class PlanStanding
{
    public static PlanReview Of(ProjectSnapshot project, IEnumerable<StoredDocument> documents) => PlanReview.Of(new PlanSource(
        project.Id,
        project.Idea,
        project.LedgerJson,
        [.. documents.Select(document => new PlanText(document.Type, document.ContentMd, Version: 1, document.Metadata.Offline is true, document.Metadata.Verdict is PlanVerdict.Concerns))],
        WasChecked: true));

    /// <summary>A run that is over reads its documents no more.</summary>
    public static void Forget(IEnumerable<StoredDocument> documents)
    {
        foreach (var document in documents)
        {
            StoredReadings.Forget(document.ContentMd);
        }
    }

    /// <returns>What of the findings is to be mended in this document.</returns>
    public static (int Errors, int Warnings) In(PlanReview review, DocumentType type) =>
        (review.Findings(type).Count(finding => finding.Severity is Severity.Error), review.Findings(type).Count(finding => finding.Severity is Severity.Warning));
}
