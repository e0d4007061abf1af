using AiDevFramework.Gateway.Api;
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
        HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (document, problem) = await RequestBody.ReadObjectAsync(request, cancellationToken);
        if (document is null)
        {
            return problem!;
        }

        using (document)
        {
            var (idea, maxCostUsd, errors) = EstimateRequest.Read(document.RootElement);
            return errors is null
                ? TypedResults.Ok(EstimateResponse.Of(
                    await grains.GetGrain<ICostEstimator>(Random.Shared.Next(8)).EstimateAsync(idea, cancellationToken), maxCostUsd))
                : Problems.Validation(errors);
        }
    }
}
