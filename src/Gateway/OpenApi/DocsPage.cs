using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Options;
using Scalar.AspNetCore;

namespace AiDevFramework.Gateway.OpenApi;

/// <summary>
/// <c>/docs</c>: the viewer of the API description, without anything of its vendor's that talks to elsewhere or is an offer. The browser
/// is told so as well: it runs no script but those of this answer, and loads nothing from another server.
/// </summary>
internal static class DocsPage
{
    public static IEndpointRouteBuilder MapDocsPage(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IOptions<GatewayOptions>>().Value;
        routes.MapScalarApiReference("/docs", reference =>
        {
            reference.WithTitle(options.ProjectName).WithNonce();
            reference.DisableDefaultFonts().DisableAgent().DisableMcp();
            reference.HideClientButton();
            reference.Telemetry = false;
            reference.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            reference.Authentication = new ScalarAuthenticationOptions { PreferredSecuritySchemes = [AdminTokenHandler.SchemeName] };
        }).WithMetadata(RatePolicy.Exempt).Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                context.Response.OnStarting(AddPolicy, context);
                return next(context);
            };
        });
        return routes;
    }

    /// <summary>Styles inline, because the viewer writes them into the page.</summary>
    private static string PolicyOf(string nonce) =>
        $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static Task AddPolicy(object state)
    {
        var context = (HttpContext)state;
        if (context.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce) // of the page; its scripts have none
        {
            context.Response.Headers.ContentSecurityPolicy = PolicyOf(nonce);
        }

        return Task.CompletedTask;
    }
}
