using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.Abstractions.Costs;

/// <param name="Rows">One row per phase and model, in the order the phases ran.</param>
/// <param name="Attempts">Requests to models, those under way included.</param>
/// <param name="Unknowns">How many of them ended without it being known what they cost.</param>
/// <param name="UnknownReservedUsd">The most those can have cost in US dollars, six places; <see langword="null"/> where the price of
/// any is not known.</param>
[GenerateSerializer, Immutable, Alias("aidev.cost-report")]
public sealed record CostReport(
    [property: Id(0)] Guid ProjectId,
    [property: Id(1)] IReadOnlyList<CostRow> Rows,
    [property: Id(2)] int Attempts = 0,
    [property: Id(3)] int Unknowns = 0,
    [property: Id(4)] decimal? UnknownReservedUsd = 0m);

/// <param name="Tokens">Prompt and completion tokens of all the row's calls, and of attempts that were charged without an answer.</param>
/// <param name="KnownCostUsd">US dollars that are known to have been charged, also for attempts at calls without a known price.</param>
/// <param name="Calls">Model calls in this row; 0 where it holds nothing but such attempts.</param>
/// <param name="UnpricedCalls">How many of them have no known price.</param>
[GenerateSerializer, Immutable, Alias("aidev.cost-row")]
public sealed record CostRow(
    [property: Id(0)] Phase Phase,
    [property: Id(1)] string Model,
    [property: Id(2)] long Tokens,
    [property: Id(3)] decimal KnownCostUsd,
    [property: Id(4)] int Calls,
    [property: Id(5)] int UnpricedCalls,
    [property: Id(6)] long PromptTokens = 0,
    [property: Id(7)] long CompletionTokens = 0);
