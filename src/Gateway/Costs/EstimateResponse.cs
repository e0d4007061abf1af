using System.ComponentModel;
using System.Text.Json.Serialization;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Gateway.Costs;

internal sealed record EstimateResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("US dollars with answers of usual length and without event storming; null where the price of a model is not known.")]
    decimal? Min,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("US dollars with event storming and answers as long as one call may be; null where the price of a model is not known.")]
    decimal? Max,
    [property: Description("The currency of all amounts, as ISO 4217 has it.")] string Currency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("US dollars: the least max_cost_usd with which a run that costs up to max is not paused. Each call is reserved at the most it could cost, so that this is more than max.")]
    decimal? SufficientBudget,
    [property: Description("Present with max_cost_usd in the request, where prices are known: whether it is a sufficient budget.")] bool? FitsBudget,
    [property: Description("In the order they run.")] IReadOnlyList<PhaseEstimateEntry> Phases,
    [property: Description("Every model that will be asked.")] IReadOnlyList<string> Models,
    [property: Description("What the figures rest on.")] IReadOnlyList<string> Assumptions)
{
    public static EstimateResponse Of(CostEstimate estimate, decimal? maxCostUsd) => new(
        estimate.MinUsd,
        estimate.MaxUsd,
        "USD",
        estimate.BudgetUsd,
        estimate.BudgetUsd is { } sufficient && maxCostUsd is { } budget ? sufficient <= budget : null,
        [.. estimate.Phases.Select(phase => new PhaseEstimateEntry(phase.Phase, phase.Models, phase.MinUsd, phase.MaxUsd))],
        [.. estimate.Phases.SelectMany(phase => phase.Models).Distinct()],
        estimate.Assumptions);
}

internal sealed record PhaseEstimateEntry(
    Phase Phase,
    [property: Description("The models of the phase's calls.")] IReadOnlyList<string> Models,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("US dollars; 0 for a phase that may be left out, null where a price is not known.")]
    decimal? Min,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("US dollars; null where a price is not known.")]
    decimal? Max);
