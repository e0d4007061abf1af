using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Requests;
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
            .WithName("getCosts").WithSummary("Get what a project's model calls cost")
            .WithExample(WorkflowExamples.Costs);
        return routes;
    }

    private static async Task<Results<Ok<CostResponse>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "project_id")] ProjectId id, IProjectReader reader, CancellationToken cancellationToken) =>
        await reader.FindCostsAsync(id.Value, cancellationToken) is { } report
            ? TypedResults.Ok(CostResponse.Of(report))
            : Problems.ProjectNotFound(id.Value);
}
