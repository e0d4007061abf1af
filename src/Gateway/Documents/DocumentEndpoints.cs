using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.Documents;

internal static class DocumentEndpoints
{
    private const string Untrusted = "`content_md` is untrusted text: a language model wrote it, from the words of a user. "
        + "Show it as text, or turn the Markdown into HTML with a sanitizer and without raw HTML; do not run, follow or load what it names.";

    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/projects/{project_id}/documents").WithTags("Documents").Demand(Scopes.PlansRead);
        group.MapGet("", ListAsync).WithMetadata(RatePolicy.GetDocuments)
            .WithName("getDocuments").WithSummary("Get all documents of a project")
            .WithDescription($"In the order they were written; empty before the first. {Untrusted}")
            .WithExample("""
                {
                  "project_id": "123e4567-e89b-12d3-a456-426614174000",
                  "documents": [
                    {
                      "type": "PRD",
                      "content_md": "# Product Requirements Document\n\n...",
                      "metadata": { "model": "openai/gpt-4o", "tokens": 3500 },
                      "created_at": "2025-11-09T12:02:00.000Z"
                    },
                    {
                      "type": "EXECUTION_PLAN",
                      "content_md": "# Execution Plan\n\n...",
                      "metadata": { "model": "openai/gpt-4o", "tokens": 7000, "approach": "HORIZONTAL" },
                      "created_at": "2025-11-09T12:03:00.000Z"
                    }
                  ]
                }
                """);
        group.MapGet("/{document_type}", FindAsync).WithMetadata(RatePolicy.GetDocument)
            .WithName("getDocument").WithSummary("Get one document of a project").WithDescription(Untrusted)
            .WithParameter("document_type", "Which document.", TypeSchema(), "PRD")
            .WithProblem(StatusCodes.Status400BadRequest, "The id is no UUID, or the document type is not known.")
            .WithProblem(StatusCodes.Status404NotFound, "There is no such project, or no such document.")
            .WithExample("""
                {
                  "type": "PRD",
                  "content_md": "# Product Requirements Document\n\n## Project Overview\n...",
                  "metadata": { "model": "openai/gpt-4o", "tokens": 3500 },
                  "created_at": "2025-11-09T12:02:00.000Z"
                }
                """);
        return routes;
    }

    private static async Task<Results<Ok<DocumentsResponse>, ProblemHttpResult>> ListAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, ProjectReads reader, CancellationToken cancellationToken) =>
        await reader.FindDocumentsAsync(caller, id.Value, cancellationToken) is { } documents
            ? TypedResults.Ok(new DocumentsResponse(id.Value, [.. documents.Select(DocumentResponse.Of)]))
            : Problems.ProjectNotFound(id.Value);

    private static async Task<Results<Ok<DocumentResponse>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "project_id")] ProjectId id,
        [FromRoute(Name = "document_type")] string documentType,
        Caller caller,
        ProjectReads reader,
        CancellationToken cancellationToken)
    {
        if (!WireName.TryParse<DocumentType>(documentType, out var type))
        {
            return Problems.InvalidDocumentType();
        }

        return await reader.FindDocumentAsync(caller, id.Value, type, cancellationToken) switch
        {
            { Document: { } document } => TypedResults.Ok(DocumentResponse.Of(document)),
            { ProjectExists: true } => Problems.DocumentNotFound(id.Value, type),
            _ => Problems.ProjectNotFound(id.Value),
        };
    }

    private static OpenApiSchema TypeSchema() => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. Enum.GetValues<DocumentType>().Select(type => (JsonNode)WireName.Of(type))],
    };
}
