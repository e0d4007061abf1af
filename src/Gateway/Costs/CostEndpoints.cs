using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AiDevFramework.Gateway.Costs;

internal static class CostEndpoints
{
    public static IEndpointRouteBuilder MapCosts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/projects/{project_id}/costs", FindAsync).WithMetadata(RatePolicy.GetCosts).WithTags("Costs").Demand(Scopes.PlansRead)
            .WithName("getCosts").WithSummary("Get what a project's model calls cost")
            .WithExample(WorkflowExamples.Costs);
        return routes;
    }

    private static async Task<Results<Ok<CostResponse>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "project_id")] ProjectId id, Caller caller, ProjectReads reader, CancellationToken cancellationToken) =>
        await reader.FindCostsAsync(caller, id.Value, cancellationToken) is { } report
            ? TypedResults.Ok(CostResponse.Of(report))
            : Problems.ProjectNotFound(id.Value);
}
