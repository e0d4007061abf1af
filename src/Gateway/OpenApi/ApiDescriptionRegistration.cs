using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using Microsoft.AspNetCore.OpenApi;

namespace AiDevFramework.Gateway.OpenApi;

internal static class ApiDescriptionRegistration
{
    public static IHostApplicationBuilder AddApiDescription(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOpenApi(DescriptionFiles.DocumentName, openApi =>
        {
            openApi.OpenApiVersion = DescriptionFiles.Version;
            openApi.CreateSchemaReferenceId = type =>
                type.Type == typeof(ProjectId) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type); // a string to everybody else
            openApi.AddSchemaTransformer<SchemaRules>();
            openApi.AddOperationTransformer<OperationRules>();
            openApi.AddDocumentTransformer<ApiDescription>();
        });
        builder.Services.AddSingleton<DescriptionFiles>();
        return builder;
    }

    /// <summary>The document at <c>/openapi/v1.json</c>, and a page to browse it at <c>/docs</c>.</summary>
    public static IEndpointRouteBuilder MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/openapi/{DescriptionFiles.DocumentName}.json", SendAsync).WithMetadata(RatePolicy.Description);
        return routes.MapDocsPage();
    }

    private static async Task SendAsync(HttpContext context)
    {
        var files = context.RequestServices.GetRequiredService<DescriptionFiles>();
        await (await files.GetAsync(context.Request, context.RequestAborted)).SendAsync(context);
    }
}
