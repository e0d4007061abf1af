using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Plans;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Web.DocumentPage;
using AiDevFramework.Web.PlanPage;
using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Pages.PlanPages;

/// <summary>The screens of a plan and of its documents, and documents as files.</summary>
internal static class PlanPageEndpoints
{
    public static IEndpointRouteBuilder MapPlanPages(this IEndpointRouteBuilder pages)
    {
        var project = pages.MapGroup("/projects/{project_id}").CheckArguments();
        project.MapGet("/plan", PlanAsync);
        project.MapGet("/documents/{document_type}", DocumentAsync);
        project.MapGet("/documents/{document_type}/file.md", MarkdownAsync);
        project.MapGet("/documents/{document_type}/file.html", HtmlAsync);
        return pages;
    }

    private static async Task<IResult> PlanAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, HttpContext context, PlanReads plans, PublicAddress address) =>
        await plans.FindAsync(caller, id.Value, context.RequestAborted) is { } plan
            ? new Screen<PlanScreen, PlanModel>(PlanModel.Of(plan.Review, ProjectOf(id, context, address)))
            : Problems.ProjectNotFound(id.Value);

    private static Task<IResult> DocumentAsync(
        [FromRoute(Name = "project_id")] ProjectId id, [FromRoute(Name = "document_type")] string type,
        Caller caller, HttpContext context, ProjectReads reads, PlanReads plans, PublicAddress address) =>
        WithAsync(
            id,
            type,
            caller,
            reads,
            async document => await plans.FindAsync(caller, id.Value, context.RequestAborted) is { } plan
                ? new Screen<DocumentScreen, DocumentModel>(
                    DocumentDraft.Of(document, plan.Review, ProjectOf(id, context, address), PageLanguage.Of(context.Request).Plan))
                : Problems.ProjectNotFound(id.Value),
            context.RequestAborted);

    private static Task<IResult> MarkdownAsync(
        [FromRoute(Name = "project_id")] ProjectId id, [FromRoute(Name = "document_type")] string type,
        Caller caller, HttpContext context, ProjectReads reads) =>
        WithAsync(
            id,
            type,
            caller,
            reads,
            document => Task.FromResult<IResult>(new PageFile(NameOf(id, document, "md"), "text/markdown; charset=utf-8", document.ContentMd)),
            context.RequestAborted);

    private static Task<IResult> HtmlAsync(
        [FromRoute(Name = "project_id")] ProjectId id, [FromRoute(Name = "document_type")] string type,
        Caller caller, HttpContext context, ProjectReads reads, PlanReads plans) =>
        WithAsync(
            id,
            type,
            caller,
            reads,
            async document =>
            {
                var plan = await plans.FindAsync(caller, id.Value, context.RequestAborted);
                var title = PageLanguage.Of(context.Request).Domain.Documents[(int)document.Type];
                return new PageFile(
                    NameOf(id, document, "html"), "text/html; charset=utf-8", DocumentFile.Html(title, plan?.Review.Plan.Language, document.ContentMd));
            },
            context.RequestAborted);

    private static async Task<IResult> WithAsync(
        ProjectId id, string type, Caller caller, ProjectReads reads, Func<DocumentView, Task<IResult>> show, CancellationToken cancellationToken)
    {
        if (!WireName.TryParse<DocumentType>(type, out var known))
        {
            return Problems.InvalidDocumentType();
        }

        return await reads.FindDocumentAsync(caller, id.Value, known, cancellationToken) switch
        {
            { Document: { } document } => await show(document),
            { ProjectExists: true } => Problems.DocumentNotFound(id.Value, known),
            _ => Problems.ProjectNotFound(id.Value),
        };
    }

    private static string ProjectOf(ProjectId id, HttpContext context, PublicAddress address) => $"{address.PathOf(context.Request)}/projects/{id.Value}";

    /// <summary>Of what is ours alone: nothing that anybody wrote becomes the name of a file.</summary>
    private static string NameOf(ProjectId id, DocumentView document, string ending) => $"{id.Value}-{WireName.Of(document.Type).ToLowerInvariant()}.{ending}";
}
