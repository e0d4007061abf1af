using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Plans.Views;

namespace AiDevFramework.Gateway.Plans;

/// <summary><c>GET /schemas/plan-1.json</c>, for whoever reads plans with a program.</summary>
internal static class PlanSchemaEndpoint
{
    private static readonly DescriptionFile s_file = new(PlanSchema.Utf8(), compress: true);

    public static IEndpointRouteBuilder MapPlanSchema(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/schemas/plan-1.json", static (HttpContext context) => s_file.SendAsync(context)).WithMetadata(RatePolicy.Description).ExcludeFromDescription();
        return routes;
    }
}
