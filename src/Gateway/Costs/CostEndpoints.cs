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
            .WithExample("""
                {
                  "project_id": "123e4567-e89b-12d3-a456-426614174000",
                  "total_cost_usd": 0.4523,
                  "calls": 6,
                  "attempts": 7,
                  "unknowns": { "count": 1, "reserved_usd": 0.0942 },
                  "prompt_tokens": 9300,
                  "completion_tokens": 8700,
                  "breakdown": [
                    { "phase": "SMART_DETECTION", "model": "openai/gpt-4o-mini", "tokens": 500, "cost_usd": 0.0015, "calls": 1, "prompt_tokens": 400, "completion_tokens": 100 },
                    { "phase": "EVENT_STORMING", "model": "openai/gpt-4o", "tokens": 3500, "cost_usd": 0.0875, "calls": 1, "prompt_tokens": 1500, "completion_tokens": 2000 },
                    { "phase": "PRD", "model": "openai/gpt-4o", "tokens": 4000, "cost_usd": 0.1, "calls": 1, "prompt_tokens": 1900, "completion_tokens": 2100 },
                    { "phase": "TECH_STACK", "model": "openai/gpt-4o", "tokens": 3000, "cost_usd": 0.075, "calls": 1, "prompt_tokens": 1500, "completion_tokens": 1500 },
                    { "phase": "EXECUTION_PLAN", "model": "openai/gpt-4o", "tokens": 7000, "cost_usd": 0.1883, "calls": 2, "prompt_tokens": 4000, "completion_tokens": 3000 }
                  ]
                }
                """);
        return routes;
    }

    private static async Task<Results<Ok<CostResponse>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "project_id")] ProjectId id, IProjectReader reader, CancellationToken cancellationToken) =>
        await reader.FindCostsAsync(id.Value, cancellationToken) is { } report
            ? TypedResults.Ok(CostResponse.Of(report))
            : Problems.ProjectNotFound(id.Value);
}
