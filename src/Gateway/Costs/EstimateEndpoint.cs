using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Projects;
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
            .WithDescription("Prices the prompts of all phases with today's prices before anything is created. Takes the body of creating a project.");
        return routes;
    }

    private static async Task<Results<Ok<EstimateResponse>, ProblemHttpResult>> EstimateAsync(
        HttpRequest request, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (document, problem) = await RequestBody.ReadObjectAsync(request, CreateProjectRequest.Members, cancellationToken);
        if (document is null)
        {
            return problem!;
        }

        using (document)
        {
            var (idea, maxCostUsd, errors) = EstimateRequest.Read(document.RootElement);
            if (errors is not null)
            {
                return Problems.Validation(errors);
            }

            var estimate = await grains.GetGrain<ICostEstimator>(Random.Shared.Next(8)).EstimateAsync(idea, cancellationToken)
                .WaitAsync(RequestTime.Work, clock, cancellationToken);
            return TypedResults.Ok(EstimateResponse.Of(estimate, maxCostUsd));
        }
    }
}
