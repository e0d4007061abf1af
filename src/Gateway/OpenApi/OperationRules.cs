using AiDevFramework.Gateway.Commands;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>
/// Describes what follows from an endpoint's metadata and path: the token, the body, the project, and the refusals that come with them.
/// What an endpoint says of itself comes after this and takes precedence.
/// </summary>
internal sealed class OperationRules : IOpenApiOperationTransformer
{
    private const string ProjectParameter = "project_id";

    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var body = metadata.OfType<DeclaredBody>().FirstOrDefault();
        var project = operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(parameter => parameter.Name == ProjectParameter);
        if (body is not null)
        {
            document.AddComponent<IOpenApiSchema>(
                body.Type.Name, await context.GetOrCreateSchemaAsync(body.Type, cancellationToken: cancellationToken));
            operation.RequestBody = RequestBodyOf(body, document);
            ProblemResponses.Add(operation, document, StatusCodes.Status400BadRequest, "The body is not valid; errors names each wrong field.");
            ProblemResponses.Add(operation, document, StatusCodes.Status413PayloadTooLarge, "The body is too large.");
            ProblemResponses.Add(operation, document, StatusCodes.Status415UnsupportedMediaType, "The body is not plain JSON.");
        }

        if (project is not null)
        {
            Describe(project);
            ProblemResponses.Add(
                operation, document, StatusCodes.Status400BadRequest,
                body is null ? "The id is no UUID." : "The id is no UUID, or the body is not valid.");
            ProblemResponses.Add(operation, document, StatusCodes.Status404NotFound, "There is no such project.");
        }

        if (metadata.Any(item => item is IdempotentCommand))
        {
            (operation.Parameters ??= []).Add(KeyHeader());
        }

        operation.Security = [];
        if (metadata.Any(item => item is IAuthorizeData or TicketSignIn))
        {
            var scopes = metadata.OfType<DemandedScopes>().LastOrDefault()?.Scopes ?? Scopes.Admin;
            operation.Security.Add(new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(AdminTokenHandler.SchemeName, document)] = [.. ScopeNames.Of(scopes)],
            });
            ProblemResponses.Add(operation, document, StatusCodes.Status401Unauthorized, "The token is missing or wrong.");
        }

        if (metadata.OfType<RatePolicy>().LastOrDefault() != RatePolicy.Exempt)
        {
            ProblemResponses.Add(operation, document, StatusCodes.Status429TooManyRequests, "A rate limit is used up.");
            ProblemResponses.Add(
                operation, document, StatusCodes.Status503ServiceUnavailable,
                "The database or the cluster did not answer; try again in a moment.");
        }
    }

    private static OpenApiRequestBody RequestBodyOf(DeclaredBody body, OpenApiDocument document) => new()
    {
        Required = body.IsRequired,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new() { Schema = new OpenApiSchemaReference(body.Type.Name, document) },
        },
    };

    private static OpenApiParameter KeyHeader() => new()
    {
        Name = IdempotentCommand.Header,
        In = ParameterLocation.Header,
        Description = "Makes it safe to send the request again: requests with the same key are one command, and all are answered with what came of it. "
            + "Kept for 24 hours, for each caller and path; what a create made never comes twice. With another body than the first one the answer is "
            + "422, while the first one is being worked on 409, and 410 where what it made is deleted since.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255, Pattern = "^[ -~]+$" },
        Example = "6e0f2f44-4f0b-4d8c-9c39-5b6a2f3f1e10",
    };

    private static void Describe(OpenApiParameter project)
    {
        project.Description = "The project, as creating it answered.";
        project.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
        project.Example = "123e4567-e89b-12d3-a456-426614174000";
    }
}
