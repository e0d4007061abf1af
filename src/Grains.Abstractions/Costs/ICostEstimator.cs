using AiDevFramework.Grains.Abstractions.Phases;
using Orleans.Concurrency;

namespace AiDevFramework.Grains.Abstractions.Costs;

/// <summary>Says what a workflow may cost before it is started. Stateless; the key decides through which silo a call goes.</summary>
[Alias("aidev.cost-estimator")]
public interface ICostEstimator : IGrainWithIntegerKey
{
    [AlwaysInterleave]
    [ResponseTimeout("00:00:02")]
    Task<CostEstimate> EstimateAsync(string idea, CancellationToken cancellationToken);

    /// <summary>The same for a recorded example: nothing, whatever is configured.</summary>
    /// <param name="example">Its name.</param>
    [AlwaysInterleave]
    [ResponseTimeout("00:00:02")]
    Task<CostEstimate> EstimateExampleAsync(string example, CancellationToken cancellationToken);
}

/// <param name="MinUsd">US dollars, six places: answers of usual length, event storming left out; <see langword="null"/> where the price
/// of a model is not known.</param>
/// <param name="MaxUsd">US dollars, six places: event storming runs and every answer is as long as one call may be.</param>
/// <param name="Phases">In the order they run.</param>
/// <param name="Assumptions">What the figures rest on, for people.</param>
/// <param name="BudgetUsd">US dollars, six places: the least budget that pauses no run which costs up to <paramref name="MaxUsd"/>. More than
/// that, since each call is reserved at the most it could cost.</param>
[GenerateSerializer, Immutable, Alias("aidev.cost-estimate")]
public sealed record CostEstimate(
    [property: Id(0)] decimal? MinUsd,
    [property: Id(1)] decimal? MaxUsd,
    [property: Id(2)] IReadOnlyList<PhaseEstimate> Phases,
    [property: Id(3)] IReadOnlyList<string> Assumptions,
    [property: Id(4)] decimal? BudgetUsd = null);

/// <param name="Models">The models of the phase's steps, each once.</param>
[GenerateSerializer, Immutable, Alias("aidev.phase-estimate")]
public sealed record PhaseEstimate(
    [property: Id(0)] Phase Phase,
    [property: Id(1)] IReadOnlyList<string> Models,
    [property: Id(2)] decimal? MinUsd,
    [property: Id(3)] decimal? MaxUsd);
