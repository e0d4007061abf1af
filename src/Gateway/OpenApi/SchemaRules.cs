using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>What the JSON settings do and the generator cannot see: enum and time spellings, members that are left out.</summary>
internal sealed class SchemaRules : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. type.GetEnumNames().Select(name => (JsonNode)JsonNamingPolicy.SnakeCaseUpper.ConvertName(name))];
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String | (type == context.JsonTypeInfo.Type ? 0 : JsonSchemaType.Null);
        }

        foreach (var property in context.JsonTypeInfo.Properties.Where(IsLeftOut))
        {
            schema.Required?.Remove(property.Name);
            if (schema.Properties?.TryGetValue(property.Name, out var member) is true && member is OpenApiSchema { Type: { } types } plain)
            {
                plain.Type = types & ~JsonSchemaType.Null;
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsLeftOut(JsonPropertyInfo property)
    {
        var ignore = property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            .OfType<JsonIgnoreAttribute>().FirstOrDefault();
        return ignore?.Condition is not JsonIgnoreCondition.Never
            && (property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null);
    }
}
