using AiDevFramework.Gateway.OpenApi;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.Progress;

/// <summary>What the endpoints that send events have in common in the API description.</summary>
internal static class EventDescriptions
{
    private const string SchemaName = "Event";

    /// <summary>The parameter <c>after</c>, and the refusals of who may not follow.</summary>
    public static RouteHandlerBuilder WithCursor(this RouteHandlerBuilder endpoint) => endpoint
        .WithParameter(
            "after", "The number of the last event that is known already; 0: from the beginning.",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" }, 7)
        .WithProblem(StatusCodes.Status403Forbidden, "The ticket is for another project, or the page may not connect.");

    /// <summary>The answer's <c>events</c>: they are written as they are stored, and the generator sees no members.</summary>
    public static RouteHandlerBuilder WithEventSchema(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer(static (_, context, _) =>
        {
            var document = context.Document!;
            document.AddComponent<IOpenApiSchema>(SchemaName, Schema());
            if (document.Components!.Schemas![nameof(EventsResponse)].Properties!["events"] is OpenApiSchema events)
            {
                events.Items = new OpenApiSchemaReference(SchemaName, document);
            }

            return Task.CompletedTask;
        });

    private static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "An event of a project: these members, and what its type brings besides.",
        Required = new HashSet<string> { "type", "seq", "timestamp" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What happened, for example phase_completed." },
            ["seq"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "1, 2, 3 … per project, without a gap." },
            ["timestamp"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "When it happened.", Format = "date-time" },
        },
        AdditionalProperties = new OpenApiSchema(),
    };
}
