using System.Globalization;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>Refusals in the API description: problem details, with the headers that come with their status.</summary>
internal static class ProblemResponses
{
    private const string SchemaName = "Problem";

    /// <summary>To be called once for the document.</summary>
    public static void AddSchema(OpenApiDocument document) => document.AddComponent<IOpenApiSchema>(SchemaName, Schema());

    public static void Add(OpenApiOperation operation, OpenApiDocument document, int status, string description)
    {
        operation.Responses ??= [];
        operation.Responses[KeyOf(status)] = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(SchemaName, document) },
            },
            Headers = HeadersOf(status),
        };
    }

    public static string KeyOf(int status) => status.ToString(CultureInfo.InvariantCulture);

    public static OpenApiHeader Header(string description, JsonSchemaType type) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = type } };

    private static Dictionary<string, IOpenApiHeader>? HeadersOf(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => new()
        {
            ["Retry-After"] = Header("Seconds to wait before the next request.", JsonSchemaType.Integer),
        },
        StatusCodes.Status401Unauthorized => new()
        {
            ["WWW-Authenticate"] = Header("The scheme to use: Bearer.", JsonSchemaType.String),
        },
        _ => null,
    };

    private static OpenApiSchema Schema() => new()
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

    private static OpenApiSchema Text(string description, string? format = null) =>
        new() { Type = JsonSchemaType.String, Description = description, Format = format };
}
