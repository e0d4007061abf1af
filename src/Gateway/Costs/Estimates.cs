using AiDevFramework.Gateway.Api;
using AiDevFramework.Grains.Abstractions.Costs;

namespace AiDevFramework.Gateway.Costs;

/// <summary>Asks what a workflow will cost.</summary>
internal sealed class Estimates(IGrainFactory grains, TimeProvider clock)
{
    private const int Ways = 8;

    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public Task<CostEstimate> OfIdeaAsync(string idea, CancellationToken cancellationToken) =>
        Estimator.EstimateAsync(idea, cancellationToken).WaitAsync(RequestTime.Work, clock, cancellationToken);

    /// <inheritdoc cref="OfIdeaAsync"/>
    public Task<CostEstimate> OfExampleAsync(string example, CancellationToken cancellationToken) =>
        Estimator.EstimateExampleAsync(example, cancellationToken).WaitAsync(RequestTime.Work, clock, cancellationToken);

    private ICostEstimator Estimator => grains.GetGrain<ICostEstimator>(Random.Shared.Next(Ways));
}
