using System.ComponentModel;
using System.Text.Json.Serialization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Gateway.Costs;

internal sealed record CostResponse(
    Guid ProjectId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("US dollars, six places; null where the price of any call is not known.")]
    decimal? TotalCostUsd,
    [property: Description("Present where total_cost_usd is null: what is known to have been charged.")] decimal? KnownCostUsd,
    [property: Description("Present where total_cost_usd is null: how many calls have no known price.")] int? UnpricedCalls,
    [property: Description("Model calls that are stored: each step's, its continuations and its mends.")] int Calls,
    [property: Description("Requests to models: the calls, what was tried in vain, and what is under way.")] int Attempts,
    UnknownCosts Unknowns,
    [property: Description("Prompt tokens of all calls, cached ones included.")] long PromptTokens,
    [property: Description("Completion tokens of all calls, reasoning included.")] long CompletionTokens,
    [property: Description("One entry per phase and model, in the order the phases ran.")] IReadOnlyList<CostEntry> Breakdown)
{
    public static CostResponse Of(CostReport report)
    {
        var known = Usd.Normalize(report.Rows.Sum(row => row.KnownCostUsd));
        var unpriced = report.Rows.Sum(row => row.UnpricedCalls);
        return new CostResponse(
            report.ProjectId,
            unpriced == 0 ? known : null,
            unpriced == 0 ? null : known,
            unpriced == 0 ? null : unpriced,
            report.Rows.Sum(row => row.Calls),
            report.Attempts,
            new UnknownCosts(report.Unknowns, report.UnknownReservedUsd is { } reserved ? Usd.Normalize(reserved) : null),
            report.Rows.Sum(row => row.PromptTokens),
            report.Rows.Sum(row => row.CompletionTokens),
            [.. report.Rows.Select(CostEntry.Of)]);
    }
}

internal sealed record UnknownCosts(
    [property: Description("Attempts that ended without it being known what they cost, as in a crash. They are not in total_cost_usd.")]
    int Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("The most they can have cost in US dollars, which budgets count until the provider tells; null where a price is not known.")]
    decimal? ReservedUsd);

internal sealed record CostEntry(
    Phase Phase,
    string Model,
    [property: Description("Prompt and completion tokens of all calls.")] long Tokens,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("US dollars, six places; null where the price of any call is not known.")]
    decimal? CostUsd,
    int Calls,
    long PromptTokens,
    long CompletionTokens)
{
    public static CostEntry Of(CostRow row) =>
        new(
        row.Phase,
        row.Model,
        row.Tokens,
        row.UnpricedCalls == 0 ? Usd.Normalize(row.KnownCostUsd) : null,
        row.Calls,
        row.PromptTokens,
        row.CompletionTokens);
}
