using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Costs;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>Adds to the generated OpenAPI document what code cannot say: words, examples, problems, the bearer scheme.</summary>
internal sealed class ApiDescription(IOptions<GatewayOptions> options) : IOpenApiDocumentTransformer
{
    private const string Json = "application/json";
    private const string ProblemSchema = "Problem";
    private const string EventSchema = "Event";

    /// <summary>For types whose comments in code speak to programmers of this service.</summary>
    private static readonly IReadOnlyDictionary<string, string> _schemas = new Dictionary<string, string>
    {
        [nameof(CreateProjectRequest)] = "What to build, and for whom.",
        [nameof(EstimateRequest)] = "What would be built.",
        [nameof(RetryRequest)] = "What is to be different in the next run.",
        [nameof(WorkflowStatus)] = "Where a project stands.",
        [nameof(Phase)] = "The phases of a workflow, in the order they run.",
        [nameof(DocumentType)] = "The documents a project can have, one of each at the most.",
        [nameof(Approach)] = "Infrastructure first (horizontal) or feature by feature (vertical).",
        [nameof(Complexity)] = "How large a product is.",
        [nameof(ProjectMetadata)] = "What a project has found out so far; members that are not known yet are left out.",
        [nameof(DocumentMetadata)] = "Facts about a document; members that do not apply are left out.",
    };

    public async Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
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
            new() { Name = "Costs", Description = "What the model calls cost." },
            new() { Name = "Progress", Description = "The numbered events of a project, to ask for and to follow." },
            new() { Name = "Health", Description = "Whether the service can work." },
        };

        document.AddComponent<IOpenApiSecurityScheme>(AdminTokenHandler.SchemeName, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The value of ADMIN_TOKEN. Following a project also takes a ticket of that project.",
        });
        document.AddComponent<IOpenApiSchema>(ProblemSchema, Problem());
        document.AddComponent<IOpenApiSchema>(
            nameof(CreateProjectRequest),
            await context.GetOrCreateSchemaAsync(typeof(CreateProjectRequest), cancellationToken: cancellationToken));

        document.AddComponent<IOpenApiSchema>(
            nameof(EstimateRequest), await context.GetOrCreateSchemaAsync(typeof(EstimateRequest), cancellationToken: cancellationToken));
        document.AddComponent<IOpenApiSchema>(
            nameof(RetryRequest), await context.GetOrCreateSchemaAsync(typeof(RetryRequest), cancellationToken: cancellationToken));
        document.AddComponent<IOpenApiSchema>(EventSchema, Event());
        if (document.Components?.Schemas?[nameof(EventsResponse)].Properties?["events"] is OpenApiSchema events)
        {
            events.Items = new OpenApiSchemaReference(EventSchema, document); // written as stored: the generator sees no members
        }

        foreach (var (name, description) in _schemas)
        {
            document.Components?.Schemas?[name].Description = description;
        }

        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            Describe(operation, document);
        }
    }

    private static void Describe(OpenApiOperation operation, OpenApiDocument document)
    {
        var id = operation.OperationId ?? "";
        operation.Responses ??= [];
        if (id == "createProject")
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(CreateProjectRequest), document),
                        Example = Examples.CreateRequest(),
                    },
                },
            };
        }

        if (id == "estimateProject")
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(EstimateRequest), document),
                        Example = Examples.CreateRequest(),
                    },
                },
            };
        }

        if (id == "retryWorkflow")
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = false,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(RetryRequest), document),
                        Example = Examples.RetryRequest(),
                    },
                },
            };
        }

        foreach (var (status, response) in operation.Responses)
        {
            if (status[0] == '2' && response.Content?.TryGetValue(Json, out var content) is true)
            {
                content.Example = Examples.ResponseOf(id);
            }
        }

        if (id == "createProject" && operation.Responses["201"] is OpenApiResponse created)
        {
            created.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Location"] = Header("Path of the new project.", JsonSchemaType.String),
            };
        }

        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            Describe(parameter);
        }

        if (id == "getHealth")
        {
            operation.Responses["503"] = new OpenApiResponse
            {
                Description = "The service cannot work now.",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new() { Schema = operation.Responses["200"].Content![Json].Schema },
                },
            };
            operation.Responses["405"] = ProblemResponse("405", "Only GET and HEAD are answered.", document);
            operation.Security = []; // open to everybody
            return;
        }

        operation.Security =
            [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(AdminTokenHandler.SchemeName, document)] = [] }];
        foreach (var (status, description) in ProblemsOf(id))
        {
            operation.Responses[status] = ProblemResponse(status, description, document);
        }
    }

    private static void Describe(OpenApiParameter parameter)
    {
        if (parameter.Name == "document_type")
        {
            parameter.Description = "Which document.";
            parameter.Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. Enum.GetValues<DocumentType>().Select(type => (JsonNode)WireName.Of(type))],
            };
            parameter.Example = "PRD";
        }
        else if (parameter.Name is "after" or "limit")
        {
            var cursor = parameter.Name == "after";
            parameter.Description = cursor
                ? "The number of the last event that is known already; 0: from the beginning."
                : "How many events to answer at the most. Default: 100.";
            parameter.Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int64",
                Minimum = cursor ? "0" : "1",
                Maximum = cursor ? null : "1000",
            };
            parameter.Example = cursor ? 7 : 100;
        }
        else if (parameter.Name == "progress")
        {
            parameter.Description = "Whether to send phase_progress as well, the text that is being written. Default: false.";
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean };
            parameter.Example = true;
        }
        else
        {
            parameter.Description = "The project, as creating it answered.";
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
            parameter.Example = "123e4567-e89b-12d3-a456-426614174000";
        }
    }

    private static IEnumerable<(string Status, string Description)> ProblemsOf(string operationId)
    {
        yield return ("400", operationId switch
        {
            "createProject" or "estimateProject" => "The body is not valid; errors names each wrong field.",
            "startWorkflow" => "The id is no UUID, the body is not valid, or the workflow was started before.",
            "retryWorkflow" or "cancelWorkflow" or "createTicket" => "The id is no UUID, or the body is not valid.",
            "getDocument" => "The id is no UUID, or the document type is not known.",
            "getEvents" => "The id is no UUID, or after or limit is out of range.",
            "streamEvents" => "The id is no UUID, or the cursor is none that this project has reached.",
            _ => "The id is no UUID.",
        });
        yield return ("401", "The token is missing or wrong.");
        if (operationId is "getEvents" or "streamEvents")
        {
            yield return ("403", "The ticket is for another project, or the page may not connect.");
        }

        if (operationId is "createProject" or "estimateProject")
        {
            yield return ("413", "The body is too large.");
            yield return ("415", "The body is not plain JSON.");
        }
        else
        {
            if (operationId == "retryWorkflow")
            {
                yield return ("413", "The body is too large.");
                yield return ("415", "The body is not plain JSON.");
            }

            yield return ("404", operationId == "getDocument" ? "There is no such project, or no such document." : "There is no such project.");
        }

        if (operationId is "retryWorkflow" or "cancelWorkflow")
        {
            yield return ("409", "The command does not apply to the project's status.");
        }

        yield return ("429", "A rate limit is used up.");
        yield return ("503", "The database or the cluster did not answer; try again in a moment.");
    }

    private static OpenApiResponse ProblemResponse(string status, string description, OpenApiDocument document)
    {
        var response = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, document) },
            },
        };
        if (status is "429" or "503")
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = Header("Seconds to wait before the next request.", JsonSchemaType.Integer),
            };
        }
        else if (status == "401")
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["WWW-Authenticate"] = Header("The scheme to use: Bearer.", JsonSchemaType.String),
            };
        }

        return response;
    }

    private static OpenApiHeader Header(string description, JsonSchemaType type) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = type } };

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details, RFC 9457.",
        Required = new HashSet<string> { "type", "title", "status", "detail", "instance" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("What kind of problem it is, as a URI.", "uri-reference"),
            ["title"] = Text("The kind in a few words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." },
            ["detail"] = Text("What is wrong in this case, and what to do."),
            ["instance"] = Text("The path that was asked for.", "uri-reference"),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "With a request that is not valid: the messages for each wrong field.",
                AdditionalProperties = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
            ["trace_id"] = Text("With status 500: the id to report."),
        },
    };

    private static OpenApiSchema Event() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "An event of a project: these members, and what its type brings besides.",
        Required = new HashSet<string> { "type", "seq", "timestamp" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("What happened, for example phase_completed."),
            ["seq"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "1, 2, 3 … per project, without a gap." },
            ["timestamp"] = Text("When it happened.", "date-time"),
        },
        AdditionalProperties = new OpenApiSchema(),
    };

    private static OpenApiSchema Text(string description, string? format = null) =>
        new() { Type = JsonSchemaType.String, Description = description, Format = format };
}
