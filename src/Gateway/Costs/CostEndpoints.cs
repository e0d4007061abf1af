using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Costs;

internal static class CostEndpoints
{
    public static IEndpointRouteBuilder MapCosts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/projects/{project_id}/costs", FindAsync).WithMetadata(RatePolicy.GetCosts).WithTags("Costs")
            .WithName("getCosts").WithSummary("Get what a project's model calls cost");
        return routes;
    }

    private static async Task<Results<Ok<CostResponse>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "project_id")] string projectId, IProjectReader reader, CancellationToken cancellationToken)
    {
        if (!Uuid.TryParse(projectId, out var id))
        {
            return Problems.InvalidProjectId();
        }

        return await reader.FindCostsAsync(id, cancellationToken) is { } report
            ? TypedResults.Ok(CostResponse.Of(report))
            : Problems.ProjectNotFound(id);
    }
}
