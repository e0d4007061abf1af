using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Grains.Abstractions.Costs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Costs;

internal static class EstimateEndpoint
{
    public static IEndpointRouteBuilder MapEstimate(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/projects/estimate", EstimateAsync).WithMetadata(RatePolicy.Estimate).WithTags("Costs")
            .WithName("estimateProject").WithSummary("Estimate what a workflow will cost")
            .WithDescription("Prices the prompts of all phases with today's prices before anything is created. Takes the body of creating a project.")
            .WithRequestExample("""
                {
                  "idea": "Build a task management app with AI-powered prioritization",
                  "user_id": "550e8400-e29b-41d4-a716-446655440000",
                  "max_cost_usd": 1.5
                }
                """)
            .WithExample("""
                {
                  "min": 0.081563,
                  "max": 0.512044,
                  "currency": "USD",
                  "sufficient_budget": 0.598214,
                  "fits_budget": true,
                  "phases": [
                    { "phase": "SMART_DETECTION", "models": ["openai/gpt-4o-mini"], "min": 0.000171, "max": 0.000801 },
                    { "phase": "EVENT_STORMING", "models": ["openai/gpt-4o"], "min": 0, "max": 0.088431 },
                    { "phase": "PRD", "models": ["openai/gpt-4o"], "min": 0.023875, "max": 0.118207 },
                    { "phase": "TECH_STACK", "models": ["openai/gpt-4o"], "min": 0.019842, "max": 0.116534 },
                    { "phase": "EXECUTION_PLAN", "models": ["openai/gpt-4o"], "min": 0.037675, "max": 0.188071 }
                  ],
                  "models": ["openai/gpt-4o-mini", "openai/gpt-4o"],
                  "assumptions": ["Each step is one call; continuations, repairs and attempts after a failure come on top."]
                }
                """);
        return routes;
    }

    private static async Task<Ok<EstimateResponse>> EstimateAsync(
        Body<EstimateRequest> body, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var estimate = await grains.GetGrain<ICostEstimator>(Random.Shared.Next(8)).EstimateAsync(body.Value.Idea, cancellationToken)
            .WaitAsync(RequestTime.Work, clock, cancellationToken);
        return TypedResults.Ok(EstimateResponse.Of(estimate, body.Value.MaxCostUsd));
    }
}
