using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Views;
using AiDevFramework.Web.Markdown;

namespace AiDevFramework.Web.PlanPage;

/// <summary>A plan with all that follows from it.</summary>
/// <param name="Idea">As the user stated it.</param>
/// <param name="Links">Addresses are seen from the plan's page.</param>
/// <param name="Carried">Each constraint, and what names it.</param>
public sealed record PlanModel(
    Guid ProjectId, string Idea, PlanReview Review, FindingsView Findings, MatrixView Matrix, TasksView Tasks, IReadOnlyDictionary<string, TraceView> Carried, ItemLinks Links)
{
    /// <param name="project">Address of the project's page.</param>
    public static PlanModel Of(PlanReview review, string project) => new(
        review.Source.ProjectId,
        review.Source.Idea,
        review,
        FindingsView.Of(review),
        MatrixView.Of(review),
        TasksView.Of(review, [], readyOnly: false),
        TraceView.NearestOf(review, review.Plan.Constraints.Select(constraint => constraint.Id)).ToDictionary(trace => trace.Item.Id, StringComparer.Ordinal),
        PlanLinks.Of(review.Plan, project, here: null));
}
