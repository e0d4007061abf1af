using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>What an endpoint says of itself in the API description, beside its name, summary and types.</summary>
internal static class EndpointDescriptions
{
    private const string Json = "application/json";

    /// <summary>A body to send.</summary>
    public static RouteHandlerBuilder WithRequestExample(
        this RouteHandlerBuilder endpoint, [StringSyntax(StringSyntaxAttribute.Json)] string example) =>
        endpoint.Describe((operation, _) => operation.RequestBody!.Content![Json].Example = JsonNode.Parse(example));

    /// <summary>The body of a success.</summary>
    public static RouteHandlerBuilder WithExample(
        this RouteHandlerBuilder endpoint, [StringSyntax(StringSyntaxAttribute.Json)] string example) =>
        endpoint.Describe((operation, _) =>
        {
            foreach (var (_, response) in operation.Responses!.Where(response => response.Key[0] == '2'))
            {
                if (response.Content?.TryGetValue(Json, out var content) is true)
                {
                    content.Example = JsonNode.Parse(example);
                }
            }
        });

    public static RouteHandlerBuilder WithResponseDescription(this RouteHandlerBuilder endpoint, int status, string description) =>
        endpoint.Describe((operation, _) => operation.Responses![ProblemResponses.KeyOf(status)].Description = description);

    /// <summary>A header of a success.</summary>
    public static RouteHandlerBuilder WithResponseHeader(this RouteHandlerBuilder endpoint, int status, string name, string description) =>
        endpoint.Describe((operation, _) =>
        {
            if (operation.Responses![ProblemResponses.KeyOf(status)] is OpenApiResponse response)
            {
                response.Headers = new Dictionary<string, IOpenApiHeader>
                {
                    [name] = ProblemResponses.Header(description, JsonSchemaType.String),
                };
            }
        });

    /// <summary>A refusal, answered as problem details: one that <see cref="OperationRules"/> does not find by itself, or in better words.</summary>
    public static RouteHandlerBuilder WithProblem(this RouteHandlerBuilder endpoint, int status, string description) =>
        endpoint.Describe((operation, document) => ProblemResponses.Add(operation, document, status, description));

    /// <summary>A parameter whose type in the description is not the one that the handler takes.</summary>
    public static RouteHandlerBuilder WithParameter(
        this RouteHandlerBuilder endpoint, string name, string description, OpenApiSchema schema, JsonNode example) =>
        endpoint.Describe((operation, _) =>
        {
            var parameter = operation.Parameters!.OfType<OpenApiParameter>().Single(parameter => parameter.Name == name);
            parameter.Description = description;
            parameter.Schema = schema;
            parameter.Example = example.DeepClone();
        });

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, Action<OpenApiOperation, OpenApiDocument> describe) =>
        endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            describe(operation, context.Document!);
            return Task.CompletedTask;
        });
}
