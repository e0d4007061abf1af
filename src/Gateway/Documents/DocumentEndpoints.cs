using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Documents;

internal static class DocumentEndpoints
{
    private const string Untrusted = "`content_md` is untrusted text: a language model wrote it, from the words of a user. "
        + "Show it as text, or turn the Markdown into HTML with a sanitizer and without raw HTML; do not run, follow or load what it names.";

    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/projects/{project_id}/documents").WithTags("Documents");
        group.MapGet("", ListAsync).WithMetadata(RatePolicy.GetDocuments)
            .WithName("getDocuments").WithSummary("Get all documents of a project")
            .WithDescription($"In the order they were written; empty before the first. {Untrusted}");
        group.MapGet("/{document_type}", FindAsync).WithMetadata(RatePolicy.GetDocument)
            .WithName("getDocument").WithSummary("Get one document of a project").WithDescription(Untrusted);
        return routes;
    }

    private static async Task<Results<Ok<DocumentsResponse>, ProblemHttpResult>> ListAsync(
        [FromRoute(Name = "project_id")] string projectId, IProjectReader reader, CancellationToken cancellationToken)
    {
        if (!Uuid.TryParse(projectId, out var id))
        {
            return Problems.InvalidProjectId();
        }

        return await reader.FindDocumentsAsync(id, cancellationToken) is { } documents
            ? TypedResults.Ok(new DocumentsResponse(id, [.. documents.Select(DocumentResponse.Of)]))
            : Problems.ProjectNotFound(id);
    }

    private static async Task<Results<Ok<DocumentResponse>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "project_id")] string projectId,
        [FromRoute(Name = "document_type")] string documentType,
        IProjectReader reader,
        CancellationToken cancellationToken)
    {
        if (!Uuid.TryParse(projectId, out var id))
        {
            return Problems.InvalidProjectId();
        }

        if (!WireName.TryParse<DocumentType>(documentType, out var type))
        {
            return Problems.InvalidDocumentType();
        }

        return await reader.FindDocumentAsync(id, type, cancellationToken) switch
        {
            { Document: { } document } => TypedResults.Ok(DocumentResponse.Of(document)),
            { ProjectExists: true } => Problems.DocumentNotFound(id, type),
            _ => Problems.ProjectNotFound(id),
        };
    }
}
