using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.OpenApi;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiDevFramework.Gateway.Costs;

internal static class EstimateEndpoint
{
    public static IHostApplicationBuilder AddEstimates(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Estimates>();
        return builder;
    }

    public static IEndpointRouteBuilder MapEstimate(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/projects/estimate", EstimateAsync).WithMetadata(RatePolicy.Estimate).WithTags("Costs").Demand(Scopes.PlansRead)
            .WithName("estimateProject").WithSummary("Estimate what a workflow will cost")
            .WithDescription("Prices the prompts of all phases with today's prices before anything is created. Takes the body of creating a project.")
            .WithRequestExample("""
                {
                  "idea": "Build a task management app with AI-powered prioritization",
                  "user_id": "550e8400-e29b-41d4-a716-446655440000",
                  "max_cost_usd": 1.5
                }
                """)
            .WithExample(WorkflowExamples.Estimate);
        return routes;
    }

    private static async Task<Ok<EstimateResponse>> EstimateAsync(
        Body<EstimateRequest> body, Estimates estimates, CancellationToken cancellationToken)
    {
        var (idea, _, maxCostUsd, example) = body.Value;
        var estimate = example is null
            ? await estimates.OfIdeaAsync(ExampleRules.IdeaOf(example, idea), cancellationToken)
            : await estimates.OfExampleAsync(example, cancellationToken);
        return TypedResults.Ok(EstimateResponse.Of(estimate, maxCostUsd));
    }
}
