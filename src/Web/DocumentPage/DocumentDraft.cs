using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Views;
using AiDevFramework.Web.Markdown;
using AiDevFramework.Web.PlanPage;
using AiDevFramework.Web.Words;

namespace AiDevFramework.Web.DocumentPage;

/// <summary>Makes the page's view of a document from the plan. Pure.</summary>
public static class DocumentDraft
{
    /// <param name="project">Address of the project's page.</param>
    public static DocumentModel Of(DocumentView document, PlanReview review, string project, PlanTexts words)
    {
        var links = PlanLinks.Of(review.Plan, project, document.Type);
        var findings = FindingsView.Of(review).Findings.Where(finding => finding.Document == document.Type).ToList();
        var notes = findings.Where(finding => finding.Line > 0)
            .Select(finding => new LineNote(finding.Line!.Value, FindingLook.ToneOf(finding), words.SeverityOf(finding.Severity), finding.Message, finding.Suggestion))
            .ToList();
        return new DocumentModel(
            review.Source.ProjectId,
            review.Source.Idea,
            document,
            [.. review.Source.Documents.Select(other => other.Type).Distinct()],
            MarkdownHtml.Of(document.ContentMd, links, notes, below: 1),
            findings.FindAll(finding => finding.Line is null or 0),
            TraceView.NearestOf(review, links.Defined.Keys),
            links);
    }
}
