using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>What the OpenAPI document says of the service as a whole.</summary>
internal sealed class ApiDescription(IOptions<GatewayOptions> options) : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = options.Value.ProjectName,
            Version = options.Value.Version,
            Summary = "From a project idea to planning documents.",
            Description = """
                Five phases turn an idea into an event storming summary (where the domain asks for it), a product requirements
                document, a technology stack and an execution plan.

                Create a project, start its workflow, follow it over the WebSocket at `websocket_url` and read the documents.
                Errors are problem details ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) whose `detail` says what to do.
                Rate limits are told in the headers `RateLimit-Policy` and `RateLimit`.
                """,
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This service" }];
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Projects", Description = "Ideas and the workflow that works them out." },
            new() { Name = "Documents", Description = "What the phases wrote, in Markdown. It is the text of a model: do not trust it." },
            new() { Name = "Plan", Description = "What the documents say together, typed, and what checks found wrong with it." },
            new() { Name = "Costs", Description = "What the model calls cost." },
            new() { Name = "Progress", Description = "The numbered events of a project, to ask for and to follow." },
            new() { Name = "People", Description = "Who may do what, and who did it." },
            new() { Name = "Health", Description = "Whether the service can work." },
        };
        document.AddComponent<IOpenApiSecurityScheme>(AdminTokenHandler.SchemeName, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The value of ADMIN_TOKEN, a key, or an access token of the issuer in OIDC_AUTHORITY: one without the scope that an operation names is refused with 403. Following a project also takes a ticket of that project.",
        });
        ProblemResponses.AddSchema(document);
        TypeDescriptions.Add(document);
        return Task.CompletedTask;
    }
}
