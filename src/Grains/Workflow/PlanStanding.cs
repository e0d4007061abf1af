using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Grains.Workflow;

/// <summary>What a project's documents are worth, as the checks say.</summary>
internal static class PlanStanding
{
    public static (PlanVerdict Verdict, PlanCoverage? Coverage) Of(ProjectSnapshot project, IEnumerable<StoredDocument> documents) => PlanReview.Standing(new PlanSource(
        project.Id,
        project.Idea,
        project.LedgerJson,
        [.. documents.Select(document => PlanText.Of(document.Type, document.ContentMd, document.Metadata))],
        WasChecked: true));

    /// <summary>A run that is over reads its documents no more.</summary>
    public static void Forget(IEnumerable<StoredDocument> documents)
    {
        foreach (var document in documents)
        {
            StoredReadings.Forget(document.ContentMd);
        }
    }
}
