using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.Abstractions.Costs;

/// <param name="Rows">One row per phase and model, in the order the phases ran.</param>
[GenerateSerializer, Immutable, Alias("aidev.cost-report")]
public sealed record CostReport(
    [property: Id(0)] Guid ProjectId,
    [property: Id(1)] IReadOnlyList<CostRow> Rows);

/// <param name="Tokens">Prompt and completion tokens of all the row's calls.</param>
/// <param name="KnownCostUsd">US dollars of the calls with a known price.</param>
/// <param name="Calls">Model calls in this row, 1 or more.</param>
/// <param name="UnpricedCalls">How many of them have no known price.</param>
[GenerateSerializer, Immutable, Alias("aidev.cost-row")]
public sealed record CostRow(
    [property: Id(0)] Phase Phase,
    [property: Id(1)] string Model,
    [property: Id(2)] long Tokens,
    [property: Id(3)] decimal KnownCostUsd,
    [property: Id(4)] int Calls,
    [property: Id(5)] int UnpricedCalls);
