using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace AiDevFramework.Gateway.OpenApi;

internal static class ApiDescriptionRegistration
{
    public static IHostApplicationBuilder AddApiDescription(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOpenApi("v1", openApi =>
        {
            openApi.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            openApi.AddSchemaTransformer<SchemaRules>();
            openApi.AddDocumentTransformer<ApiDescription>();
        });
        return builder;
    }

    /// <summary>The document at <c>/openapi/v1.json</c>, and a page to browse it at <c>/docs</c> that loads nothing from elsewhere.</summary>
    public static IEndpointRouteBuilder MapApiDescription(this IEndpointRouteBuilder routes)
    {
        var title = routes.ServiceProvider.GetRequiredService<IOptions<GatewayOptions>>().Value.ProjectName;
        routes.MapOpenApi().WithMetadata(RatePolicy.Exempt);
        routes.MapScalarApiReference("/docs", reference =>
        {
            reference.WithTitle(title).DisableDefaultFonts().DisableAgent().DisableMcp();
            reference.HideClientButton();
            reference.Telemetry = false;
        }).WithMetadata(RatePolicy.Exempt);
        return routes;
    }
}
