using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Hosting.Health;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Health;

/// <param name="Status"><c>healthy</c>, <c>degraded</c> (reads are answered, but nothing can be stored) or <c>unhealthy</c>.</param>
/// <param name="Problems">What is wrong, by the name of the check; left out where nothing is.</param>
internal sealed record HealthResponse(string Status, string Service, string Version, IReadOnlyDictionary<string, string>? Problems = null);

/// <summary>Whether the service can work: the worst of all registered health checks. Open to everybody, not rate limited.</summary>
internal static class HealthEndpoint
{
    public static IHostApplicationBuilder AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<HealthDiary>();
        return builder;
    }

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", CheckAsync).WithMetadata(RatePolicy.Exempt).WithTags("Health")
            .WithName("getHealth").WithSummary("Check that the service can work")
            .Produces<HealthResponse>(StatusCodes.Status503ServiceUnavailable)
            .WithResponseDescription(StatusCodes.Status503ServiceUnavailable, "The service cannot work now.")
            .WithProblem(StatusCodes.Status405MethodNotAllowed, "Only GET and HEAD are answered.")
            .WithExample("""
                { "status": "healthy", "service": "AI-Driven Development Framework API", "version": "1.0.0" }
                """);
        routes.MapHealthProbes().WithMetadata(RatePolicy.Exempt).ExcludeFromDescription();
        return routes;
    }

    private static async Task<Results<Ok<HealthResponse>, JsonHttpResult<HealthResponse>>> CheckAsync(
        HealthCheckService health, HealthDiary diary, IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken);
        diary.Note(report);
        return report.Status switch
        {
            HealthStatus.Healthy => TypedResults.Ok(Body("healthy")),
            HealthStatus.Degraded => TypedResults.Ok(Body("degraded")),
            _ => TypedResults.Json(Body("unhealthy"), statusCode: StatusCodes.Status503ServiceUnavailable),
        };

        HealthResponse Body(string status) => new(status, options.Value.ProjectName, options.Value.Version, HealthProbes.ProblemsOf(report, HealthStatus.Degraded));
    }
}
